package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QrBlocksTest {
    @Test
    void whatIsDrawnReadsAsWhatWasMeant() {
        for (String text : List.of("HELLO WORLD", "A1", TrustSamples.QR, "small letters, in bytes")) {
            assertEquals(text, QrReader.read(QrBlocks.rows(text)), text);
        }
    }

    @Test
    void everyRowIsAsWideAsTheCodeAndItsRimIsLight() {
        List<String> rows = QrBlocks.rows(TrustSamples.QR);

        assertEquals(37 + 2 * QrBlocks.RIM, rows.get(0).length());
        assertEquals((37 + 2 * QrBlocks.RIM + 1) / 2, rows.size());
        rows.forEach(row -> assertTrue(row.startsWith("  ") && row.endsWith("  "), row));
        assertTrue(rows.get(0).isBlank());
    }

    @Test
    void aTextBeyondTheLimitHasNoCodeAndOneAtTheLimitHas() {
        assertFalse(QrBlocks.rows("\u00E9".repeat(QrBlocks.TEXT_MAX)).isEmpty());
        assertFalse(QrBlocks.rows("x".repeat(QrBlocks.TEXT_MAX - 1)).isEmpty());
        assertTrue(QrBlocks.rows("x".repeat(QrBlocks.TEXT_MAX + 1)).isEmpty());
        assertTrue(QrBlocks.rows("").isEmpty());
    }

    @Test
    void theSafetyNumbersCodeFitsAnOrdinaryScreenAndSaysSoWhereItDoesNot() {
        Driver alice = Driver.chatting(80, 24)
                .press("Ctrl-X v")
                .hear(TrustSamples.safety("bob", News.Whose.PINNED))
                .press("Space");
        List<String> rows = QrBlocks.rows(TrustSamples.QR);
        rows.stream()
                .filter(row -> !row.isBlank())
                .forEach(row -> assertTrue(alice.frame().toString().contains(row.strip()), row));

        alice.tell(new Msg.Resized(new Size(80, 20)));
        assertTrue(alice.frame().toString().contains("needs a window"));
        alice.press("Space");
        assertTrue(alice.frame().toString().contains("04926"));
    }
}
