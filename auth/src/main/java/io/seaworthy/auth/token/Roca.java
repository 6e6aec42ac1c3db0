package io.seaworthy.auth.token;

import java.math.BigInteger;

/**
 * Recognises moduli of the broken prime generator of CVE-2017-15361: modulo each small prime they are a power of 65537.
 * Another modulus looks so with a chance of about 1 in 2^27.
 */
final class Roca {

    private static final int[] PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };

    private Roca() {}

    static boolean isWeak(BigInteger modulus) {
        for (int prime : PRIMES) {
            if (!isPower(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPower(int residue, int prime) {
        int generator = 65_537 % prime;
        int power = 1;
        do {
            if (power == residue) {
                return true;
            }
            power = power * generator % prime;
        } while (power != 1);
        return false;
    }
}
