package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifiers are used again: whatever came before, a good token passes and a bad one does not. */
class SignaturePoolTest {

    /** More than the pool has places, so some share one. */
    private static final int THREADS = 18;

    private static AccessTokens tokens(JwsAlgorithm algorithm) {
        return AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.builder(TokenKey.generate(algorithm)).build())
                .build();
    }

    private static String flip(String token, int at) {
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    private static boolean alternate(AccessTokens access, String good) {
        String empty = good.substring(0, good.lastIndexOf('.') + 1);
        String otherSignature = flip(good, empty.length() + 9);
        String otherClaims = flip(good, good.indexOf('.') + 9);
        boolean right = true;
        for (String bad : List.of(otherSignature, otherClaims, empty, empty + "AAAA")) {
            right &= access.verify(good) instanceof VerifiedToken;
            right &= access.verify(bad) instanceof Verification.Refused;
        }
        return right;
    }

    @ParameterizedTest
    @EnumSource(names = {"HS256", "RS256", "PS256", "ES256", "EDDSA"})
    void reusedVerifier_remembersNothing(JwsAlgorithm algorithm) throws Exception {
        AccessTokens access = tokens(algorithm);
        String good = access.issue("account-1").value();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                answers.add(threads.submit(() -> alternate(access, good)));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
