package messenger.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import org.junit.jupiter.api.Test;

final class ServerKeyHashTest {
    private static final ServerKeyHash HASH =
            new ServerKeyHash(Bytes.hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));

    /** {@code printf abc | openssl dgst -sha256 -binary | base64}. */
    private static final String PRINTED = "SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0";

    @Test
    void itIsPrintedAsSshPrintsIt() throws MalformedException {
        assertEquals(PRINTED, HASH.toString());
        assertEquals(HASH, ServerKeyHash.parse(PRINTED));
    }

    @Test
    void whatIsNotExactlyAPrintedHashIsRefused() {
        for (String wrong : List.of(
                "",
                "SHA256:",
                PRINTED.substring(1),
                PRINTED.substring(0, PRINTED.length() - 1),
                PRINTED + "=",
                PRINTED + "A",
                " " + PRINTED,
                PRINTED.replace("SHA256", "sha256"),
                PRINTED.replace('+', '-'),
                PRINTED.replace('+', ' '),
                PRINTED.substring(0, PRINTED.length() - 1) + "1")) {
            assertThrows(MalformedException.class, () -> ServerKeyHash.parse(wrong), wrong);
        }
    }
}
