package messenger.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The codec of everything that is hashed, signed or kept. */
final class CanonicalCodecTest {
    @Test
    void numbersAreBigEndianAndComeBackAtBothEndsOfTheirRange() throws MalformedException {
        Bytes encoded = new CanonicalWriter()
                .u8(0)
                .u8(0xff)
                .u16(0x0102)
                .u16(0xffff)
                .u32(0x01020304L)
                .u32(0xffff_ffffL)
                .u63(0x0102030405060708L)
                .u63(Long.MAX_VALUE)
                .toBytes();

        assertEquals("00ff0102ffff01020304ffffffff01020304050607087fffffffffffffff", encoded.toHex());
        CanonicalReader reader = new CanonicalReader(encoded);
        assertEquals(0, reader.u8());
        assertEquals(0xff, reader.u8());
        assertEquals(0x0102, reader.u16());
        assertEquals(0xffff, reader.u16());
        assertEquals(0x01020304L, reader.u32());
        assertEquals(0xffff_ffffL, reader.u32());
        assertEquals(0x0102030405060708L, reader.u63());
        assertEquals(Long.MAX_VALUE, reader.u63());
        reader.end();
    }

    @Test
    void aNumberOutOfItsRangeIsNotWritten() {
        refused(() -> new CanonicalWriter().u8(-1));
        refused(() -> new CanonicalWriter().u8(0x100));
        refused(() -> new CanonicalWriter().u16(-1));
        refused(() -> new CanonicalWriter().u16(0x1_0000));
        refused(() -> new CanonicalWriter().u32(-1));
        refused(() -> new CanonicalWriter().u32(0x1_0000_0000L));
        refused(() -> new CanonicalWriter().u63(-1));
    }

    @Test
    void aNumberOver63BitsIsNotRead() {
        malformed(() -> new CanonicalReader(Bytes.hex("8000000000000000")).u63());
        malformed(() -> new CanonicalReader(Bytes.hex("ffffffffffffffff")).u63());
    }

    @Test
    void aPrefixedFieldIsReadUpToItsLimitAndNotOver() throws MalformedException {
        Bytes encoded = new CanonicalWriter().prefixed(Bytes.hex("010203")).toBytes();

        assertEquals("00000003010203", encoded.toHex());
        assertEquals(Bytes.hex("010203"), new CanonicalReader(encoded).prefixed(3));
        assertEquals(Bytes.hex("010203"), new CanonicalReader(encoded).prefixed(4));
        malformed(() -> new CanonicalReader(encoded).prefixed(2));
    }

    @Test
    void aLengthBeyondTheInputAllocatesNothing() {
        malformed(() -> new CanonicalReader(Bytes.hex("7fffffff00")).prefixed(Integer.MAX_VALUE));
        malformed(() -> new CanonicalReader(Bytes.hex("ffffffff00")).prefixed(Integer.MAX_VALUE));
        malformed(() -> new CanonicalReader(Bytes.hex("00000002ff")).prefixed(10));
        malformed(() -> new CanonicalReader(Bytes.EMPTY).bytes(Integer.MAX_VALUE));
        malformed(() -> new CanonicalReader(Bytes.EMPTY).bytes(-1));
    }

    @Test
    void aCountIsReadUpToItsLimitAndNotOver() throws MalformedException {
        assertEquals(7, new CanonicalReader(Bytes.hex("07")).count(8));
        assertEquals(8, new CanonicalReader(Bytes.hex("08")).count(8));
        malformed(() -> new CanonicalReader(Bytes.hex("09")).count(8));
    }

    @Test
    void everyFieldCutShortIsMalformed() {
        malformed(() -> new CanonicalReader(Bytes.EMPTY).u8());
        malformed(() -> new CanonicalReader(Bytes.hex("00")).u16());
        malformed(() -> new CanonicalReader(Bytes.hex("000000")).u32());
        malformed(() -> new CanonicalReader(Bytes.hex("00000000000000")).u63());
        malformed(() -> new CanonicalReader(Bytes.hex("00")).bytes(2));
        malformed(() -> new CanonicalReader(Bytes.hex("00")).secret(2));
        malformed(() -> new CanonicalReader(Bytes.hex("000000")).prefixed(1));
    }

    @Test
    void aByteTooManyIsMalformed() throws MalformedException {
        CanonicalReader reader = new CanonicalReader(Bytes.hex("0102"));
        reader.u8();
        malformed(reader::end);
        assertEquals(Bytes.hex("02"), reader.rest());
        reader.end();
    }

    @Test
    void aKeyOfAnotherTypeIsMalformed() {
        Bytes curveKey = X25519KeyPair.generate(new SeededRandom(1)).publicKey().encoded();

        malformed(() -> Ed25519PublicKey.read(new CanonicalReader(curveKey)));
        malformed(() -> MlKemPublicKey.read(MlKem.ML_KEM_768, new CanonicalReader(curveKey)));
    }

    private static void refused(Executable call) {
        assertThrows(IllegalArgumentException.class, call);
    }

    private static void malformed(Executable call) {
        assertThrows(MalformedException.class, call);
    }
}
