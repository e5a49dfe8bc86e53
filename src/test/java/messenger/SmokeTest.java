package messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SmokeTest {
    @Test
    void one() {
        assertEquals(1, 1);
    }
}
