package messenger.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** C6: padding that is not exactly ours is refused. */
final class PaddingTest {
    @Test
    void contentGoesIntoTheSmallestBucketThatHoldsItAndTheMark() throws MalformedException {
        for (int bucket = Padding.BUCKET_BYTES_MIN; bucket <= Padding.BUCKET_BYTES_MAX; bucket *= 2) {
            assertEquals(bucket, padded(bucket - 2));
            assertEquals(bucket, padded(bucket - 1));
            if (bucket < Padding.BUCKET_BYTES_MAX) {
                assertEquals(bucket * 2, padded(bucket));
            }
        }
        assertEquals(Padding.BUCKET_BYTES_MIN, padded(0));
    }

    @Test
    void contentOverTheLargestBucketIsNotPadded() {
        assertThrows(IllegalArgumentException.class, () -> padded(Padding.CONTENT_BYTES_MAX + 1));
    }

    private static int padded(int size) throws MalformedException {
        Bytes content = Bytes.random(size, new SeededRandom(size));
        Bytes padded = Padding.pad(content);
        assertEquals(content, Padding.unpad(padded));
        return padded.size();
    }

    @Test
    void contentThatEndsLikePaddingComesBackWhole() throws MalformedException {
        Bytes content = Bytes.hex("018000008000");

        assertEquals(content, Padding.unpad(Padding.pad(content)));
    }

    @Test
    void anyOtherByteThanZeroAfterTheMarkIsMalformed() {
        byte[] padded = Padding.pad(Bytes.utf8("text")).toArray();
        for (int i = 5; i < padded.length; i++) {
            byte[] changed = padded.clone();
            changed[i] = 1;
            malformed(changed);
        }
    }

    @Test
    void aMissingMarkIsMalformed() {
        malformed(new byte[Padding.BUCKET_BYTES_MIN]);
        malformed(new byte[Padding.BUCKET_BYTES_MAX]);
    }

    @Test
    void anotherSizeThanABucketIsMalformed() {
        for (int size : new int[] {0, 1, 128, 255, 257, 511, 513, 768, 65535, 65537, 131072}) {
            byte[] padded = new byte[size];
            if (size > 0) {
                padded[size - 1] = (byte) 0x80;
            }
            malformed(padded);
        }
    }

    @Test
    void aLargerBucketThanNeededIsMalformed() throws MalformedException {
        byte[] padded = new byte[512];
        padded[255] = (byte) 0x80;
        malformed(padded);

        padded[255] = 0;
        padded[256] = (byte) 0x80;
        assertEquals(256, Padding.unpad(Bytes.copyOf(padded)).size());
    }

    private static void malformed(byte[] padded) {
        assertThrows(MalformedException.class, () -> Padding.unpad(Bytes.copyOf(padded)));
    }
}
