package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.verify.CodeKind;
import messenger.crypto.verify.CodeRefusedException;
import messenger.crypto.verify.TypedCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An invitation is read back as it was written, and nothing else is taken for one. */
final class InvitationTest {
    private static final int ROUNDS = 5_000;

    private static Invitation invitation(String server) {
        return new Invitation(server, bytes(32, 1), bytes(16, 2));
    }

    private static Bytes bytes(int size, int value) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) value);
        return Bytes.copyOf(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.example.org", "chat.example.org:1315", "10.0.0.7:9", "[2001:db8::1]:1315", "h"})
    void whatWasWrittenIsRead(String server) throws CodeRefusedException, MalformedException {
        Invitation written = invitation(server);

        Invitation read = Invitation.parse(written.text());

        assertEquals(written, read);
        assertTrue(written.text().startsWith("invite-"), written::text);
        assertEquals(ServerNames.parse(server), read.address());
    }

    @Test
    void anAddressMayBeAsLongAsANameAndAPortAndNoLonger() {
        assertEquals(
                Invitation.SERVER_BYTES_MAX,
                invitation("x".repeat(Invitation.SERVER_BYTES_MAX)).server().length());
        assertThrows(IllegalArgumentException.class, () -> invitation("x".repeat(Invitation.SERVER_BYTES_MAX + 1)));
        assertThrows(IllegalArgumentException.class, () -> invitation(""));
    }

    @Test
    void aLinkCodePassedOffAsAnInvitationIsNamed() {
        String link = new TypedCode(CodeKind.LINK, Secret.copyOf(new byte[60])).text();

        CodeRefusedException refused = assertThrows(CodeRefusedException.class, () -> Invitation.parse(link));

        assertEquals(CodeRefusedException.Reason.IS_A_LINK, refused.reason());
    }

    @Test
    void whateverIsInsideIsReadOrRefused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] good = payload(invitation("chat.example.org:1315"));
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length + 4));
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            String text = new TypedCode(CodeKind.INVITE, Secret.copyOf(bytes)).text();
            try {
                Invitation read = Invitation.parse(text);
                assertEquals(text, read.text(), () -> "seed " + seed);
            } catch (MalformedException e) {
                refused++;
            } catch (CodeRefusedException | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertTrue(refused > ROUNDS / 2, "refused only " + refused + ", seed " + seed);
    }

    private static byte[] payload(Invitation invitation) {
        try {
            return TypedCode.read(CodeKind.INVITE, invitation.text()).payload().expose();
        } catch (CodeRefusedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theCodeIsNotPrinted() {
        Invitation invitation = invitation("chat.example.org");

        assertFalse(invitation.toString().contains(invitation.code().toHex()));
    }
}
