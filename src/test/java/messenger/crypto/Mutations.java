package messenger.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damages encodings for parser tests: truncations, and flips, runs, insertions, deletions and overwritten lengths from
 * a seed.
 */
public final class Mutations {
    private Mutations() {}

    /** A parser that may end in any of these exceptions, and in no other. */
    public interface Parser {
        void parse(Bytes input) throws Exception;
    }

    /**
     * Parses every truncation and {@code count} mutants; anything but the declared exceptions fails the test with the
     * input.
     */
    public static void survives(Bytes valid, long seed, int count, Parser parser, Class<?>... exceptions) {
        List<Class<?>> declared = List.of(exceptions);
        for (int size = 0; size < valid.size(); size++) {
            parse(valid.slice(0, size), parser, declared);
        }
        parse(Bytes.concat(valid, Bytes.hex("00")), parser, declared);
        Random dice = new Random(seed);
        for (int i = 0; i < count; i++) {
            parse(mutant(valid, dice), parser, declared);
        }
    }

    private static void parse(Bytes input, Parser parser, List<Class<?>> declared) {
        try {
            parser.parse(input);
        } catch (Exception e) {
            if (declared.stream().noneMatch(type -> type.isInstance(e))) {
                throw new AssertionError(e.getClass() + " for " + input.toHex(), e);
            }
        }
    }

    private static Bytes mutant(Bytes valid, Random dice) {
        byte[] bytes = valid.toArray();
        for (int rounds = 1 + dice.nextInt(3); rounds > 0 && bytes.length > 8; rounds--) {
            int at = dice.nextInt(dice.nextBoolean() ? bytes.length : Math.min(bytes.length, 128));
            int run = Math.min(1 + dice.nextInt(8), bytes.length - at);
            switch (dice.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << dice.nextInt(8));
                case 1 -> bytes[at] = new byte[] {0, 1, 0x7f, (byte) 0x80, (byte) 0xff}[dice.nextInt(5)];
                case 2 -> Arrays.fill(bytes, at, at + run, (byte) (dice.nextBoolean() ? 0xff : 0));
                case 3 -> bytes = spliced(bytes, at, at + run, new byte[0]);
                default -> bytes = spliced(bytes, at, at, random(run, dice));
            }
        }
        return Bytes.copyOf(bytes);
    }

    private static byte[] random(int size, Random dice) {
        byte[] bytes = new byte[size];
        dice.nextBytes(bytes);
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] inserted) {
        return Bytes.concat(
                        Bytes.copyOf(bytes, 0, from),
                        Bytes.copyOf(inserted),
                        Bytes.copyOf(bytes, to, bytes.length - to))
                .toArray();
    }
}
