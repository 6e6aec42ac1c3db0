package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people, templates and vendors' documents write where a secret belongs, as it is and in base64. */
class PlaceholderListTest {

    private static final String LIST = """
            changeme change-me change_me CHANGEME ChangeMe! changeme123 changeme! please-change-me changeit change-it
            changethis change_this_secret changeThisInProduction replaceme replace-me REPLACE_ME replace-this replace_with_real
            placeholder PLACEHOLDER your-secret-here your_secret_key your-api-key YOUR_API_KEY_HERE yourpassword your-token-here
            <your-secret> <secret> ${SECRET} {{secret}} [password] %SECRET% __SECRET__ $JWT_SECRET insert-secret-here
            insert_key_here enter-your-password add-your-key-here put-secret-here todo-secret TODO FIXME fixme-secret
            secret Secret SECRET s3cr3t secret123 mysecret my-secret my_secret_key supersecret super-secret super_secret_key
            topsecret verysecret verysecretkey shared-secret secretkey secret-key jwt-secret jwtsecret jwt_secret_key
            password Password1 P@ssw0rd p4ssw0rd passw0rd password123 mypassword mypassword1 passphrase passwort admin-password
            rootpassword postgres-password dbpassword test-password default-password testpassword password! pass123password
            default default-key defaultsecret insecure insecure-key not-secure-secret dev-secret development-secret
            dev-only-secret local-dev-secret development-only staging-secret production-secret test-secret testsecret test-key
            testkey testing testing123 example example-key example-secret EXAMPLEKEY sample sample-key sample-secret
            demo-secret demo-key fake-secret fake-key dummy-secret dummy-key dummy-token temp-secret temp-key none-secret
            admin-token root-token letmein welcome1 welcome123 iloveyou administrator keyboard-cat keyboardcat qwerty
            qwerty123 qwertyuiop qwertz asdfgh asdfghjkl zxcvbn zxcvbnm azerty yxcvbnm 123456 12345678 123456789 1234567890
            abcdef abcdefgh abcdefghijklmnop abc123456 abcdef123456 0123456789abcdef deadbeef deadbeefdeadbeef cafebabe
            xxxxxx xxxxxxxx XXXXXXXXXXXXXXXX aaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 00000000 0000000000000000 11111111
            ababababababababab abcabcabcabcabcabc 1212121212121212 ******** ................ ---------------- redacted
            REDACTED [REDACTED] undefined null-secret notset not-set-secret donotuse do-not-use-in-production loremipsum
            wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY AKIAIOSFODNN7EXAMPLE sk_test_example whsec_example ghp_exampletoken
            correct-horse-battery-staple the-quick-brown-fox-jumps this-is-not-a-real-secret this-should-be-changed
            a-very-long-secret-key-that-nobody-knows localhost-secret hunter2password secret-of-the-application
            EXAMPLE XXXXXX fake todo xxxxxxxxxx example.com changemeplease aaaaaaaaaaaaaaaaaa abcdeabcdeabcdeabcde
            000000000000000 ************** xxxxxxxxxxxxxxx
            """;

    @Test
    void publicPlaceholders_areRefused() {
        List<String> missed = new ArrayList<>();
        String[] all = LIST.strip().split("\\s+");
        for (String placeholder : all) {
            byte[] bytes = placeholder.getBytes(StandardCharsets.UTF_8);
            String encoded = java.util.Base64.getEncoder().encodeToString(bytes);
            if (WeakSecrets.weakness(placeholder, bytes, 1) == null) {
                missed.add(placeholder);
            }
            if (WeakSecrets.weakness(encoded, bytes, 1) == null) {
                missed.add("base64 of " + placeholder);
            }
        }
        System.out.println("PlaceholderListTest: " + all.length + " placeholders, twice; missed " + missed);
        assertThat(missed.size() * 100).isLessThanOrEqualTo(all.length * 2);
    }
}
