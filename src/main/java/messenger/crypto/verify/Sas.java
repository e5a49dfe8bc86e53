package messenger.crypto.verify;

import messenger.crypto.Bytes;

/**
 * A short authentication string: the digits that two screens show and people compare. An attacker who could not choose
 * after seeing has one try in ten to the power of its length.
 */
public record Sas(String digits) {
    private static final int INPUT_BYTES = 8;
    private static final long SIGN_BIT_OFF = Long.MAX_VALUE;

    public Sas {
        if (!digits.matches("[0-9]{6,7}")) {
            throw new IllegalArgumentException("a short authentication string has six or seven digits");
        }
    }

    /** {@code length} digits of a uniform value; 63 bits modulo ten million are even to one part in 2^39. */
    static Sas of(Bytes uniform, int length) {
        long number = 0;
        for (int i = 0; i < INPUT_BYTES; i++) {
            number = number << Byte.SIZE | uniform.at(i);
        }
        long modulus = 1;
        for (int i = 0; i < length; i++) {
            modulus *= 10;
        }
        return new Sas(String.format("%0" + length + "d", (number & SIGN_BIT_OFF) % modulus));
    }

    /** In groups, as people read them aloud: {@code 123 45 67} or {@code 123 456}. */
    @Override
    public String toString() {
        String rest = digits.substring(3);
        return digits.substring(0, 3)
                + (rest.length() == 3 ? " " + rest : " " + rest.substring(0, 2) + " " + rest.substring(2));
    }
}
