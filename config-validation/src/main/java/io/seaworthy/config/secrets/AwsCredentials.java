package io.seaworthy.config.secrets;

import io.seaworthy.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Who signs a request.
 *
 * @param sessionToken of temporary credentials; null for lasting ones
 */
public record AwsCredentials(
        String accessKeyId,
        Secret secretAccessKey,
        @Nullable Secret sessionToken) {}
