package messenger.crypto.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Mutations;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import org.junit.jupiter.api.Test;

/** A new device and the primary one, and what they agree on. The attacks are in {@code attack.LinkAttackTest}. */
final class LinkTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.5Z");
    private static final Bytes PIN = Known.counting(100, 32);
    private static final String SERVER = "chat.example.org:1315";

    private final SeededRandom random = new SeededRandom(1);
    private final LinkOffer offer = LinkOffer.create(SERVER, PIN, NOW, random);
    private final LinkAcceptor.Accepted accepted;
    private final LinkChannel fresh;

    LinkTest() throws AuthenticationFailedException {
        accepted = LinkAcceptor.FRESH.accept(offer.code(), offer.publicMessage(), NOW, random);
        fresh = offer.complete(accepted.reply(), NOW);
    }

    @Test
    void bothSidesShowTheSameSixDigits() {
        assertEquals(6, fresh.sas().digits().length());
        assertEquals(fresh.sas(), accepted.channel().sas());
    }

    @Test
    void whatOneSealsTheOtherOpensInBothDirections() throws AuthenticationFailedException {
        LinkChannel primary = accepted.channel();
        LinkChannel device = fresh;
        for (int i = 0; i < 5; i++) {
            LinkChannel.Sealed down = primary.seal(Bytes.utf8("list " + i));
            LinkChannel.Opened read = device.open(down.message());
            assertEquals("list " + i, read.plaintext().toText());
            LinkChannel.Sealed up = read.next().seal(Bytes.utf8("keys " + i));
            LinkChannel.Opened answer = down.next().open(up.message());
            assertEquals("keys " + i, answer.plaintext().toText());
            primary = answer.next();
            device = up.next();
        }
    }

    @Test
    void everyMessageHasItsOwnKeystream() {
        LinkChannel.Sealed one = fresh.seal(Bytes.copyOf(new byte[64]));
        LinkChannel.Sealed two = one.next().seal(Bytes.copyOf(new byte[64]));
        LinkChannel.Sealed down = accepted.channel().seal(Bytes.copyOf(new byte[64]));

        assertNotEquals(one.message(), two.message());
        assertNotEquals(one.message(), down.message());
    }

    @Test
    void messagesHaveAtMost64KiB() throws AuthenticationFailedException {
        for (int size : new int[] {65535, 65536}) {
            LinkChannel.Sealed sealed = fresh.seal(Bytes.copyOf(new byte[size]));
            assertEquals(
                    size, accepted.channel().open(sealed.message()).plaintext().size());
        }
        assertThrows(IllegalArgumentException.class, () -> fresh.seal(Bytes.copyOf(new byte[65537])));
        assertThrows(AuthenticationFailedException.class, () -> fresh.open(Bytes.copyOf(new byte[65537 + 16])));
    }

    @Test
    void aDirectionCarriesAThousandMessages() throws AuthenticationFailedException {
        LinkChannel device = fresh;
        LinkChannel primary = accepted.channel();
        for (int i = 0; i < 1000; i++) {
            LinkChannel.Sealed sealed = device.seal(Bytes.EMPTY);
            primary = primary.open(sealed.message()).next();
            device = sealed.next();
        }
        LinkChannel full = device;
        LinkChannel deaf = primary;

        assertThrows(IllegalArgumentException.class, () -> full.seal(Bytes.EMPTY));
        assertThrows(AuthenticationFailedException.class, () -> deaf.open(Bytes.copyOf(new byte[16])));
        assertEquals(Bytes.EMPTY, full.open(deaf.seal(Bytes.EMPTY).message()).plaintext());
    }

    @Test
    void aCodeSaysWhereAndIsGoodForTwoMinutes() {
        LinkCode code = offer.code();

        assertEquals(SERVER, code.server());
        assertEquals(PIN, code.serverKey());
        assertEquals(Instant.parse("2026-06-01T12:02:00Z"), code.expiry());
        assertFalse(code.isExpired(code.expiry().minusMillis(1)));
        assertFalse(code.isExpired(code.expiry()));
        assertTrue(code.isExpired(code.expiry().plusMillis(1)));
    }

    /** It may come from a clock that is ahead, but not from one who wants it to last. */
    @Test
    void aCodeThatClaimsToLastLongerIsNotTaken() {
        Instant made = offer.code().expiry().minus(Duration.ofMinutes(3));

        assertFalse(offer.code().isExpired(made.plusMillis(1)));
        assertFalse(offer.code().isExpired(made));
        assertTrue(offer.code().isExpired(made.minusMillis(1)));
    }

    /** Made by a Python script over hmac and hashlib. */
    @Test
    void theRendezvousOfAKnownSecretIsKnown() {
        LinkCode code = code(SERVER, Known.counting(0, 16));

        assertEquals("cedb659872acb842548e90991f1f9952", code.rendezvous().toHex());
        assertNotEquals(code.rendezvous(), offer.code().rendezvous());
    }

    private static LinkCode code(String server, Bytes secret) {
        return new LinkCode(server, PIN, PIN, Secret.copyOf(secret.toArray()), Instant.ofEpochSecond(1));
    }

    @Test
    void aServerIsAHostAndPortAndNothingThatSteersATerminal() {
        Bytes secret = Known.counting(0, 16);
        for (String server :
                new String[] {"a", "localhost:1315", "[fe80::1%eth0]:1315", "a".repeat(258), "a".repeat(259)}) {
            assertEquals(server, code(server, secret).server());
        }
        for (String server :
                new String[] {"", "a b", "a\n", "\u001b[2J", "b\u00fccher.example", "a/b", "a".repeat(260)}) {
            assertThrows(IllegalArgumentException.class, () -> code(server, secret));
        }
    }

    @Test
    void aCodeHoldsWholeSecondsUpTo2106() {
        LinkCode real = offer.code();
        for (long second : new long[] {0, 1, 0xffff_fffeL, 0xffff_ffffL}) {
            assertEquals(
                    second,
                    withExpiry(real, Instant.ofEpochSecond(second)).expiry().getEpochSecond());
        }
        for (Instant wrong : new Instant[] {
            Instant.ofEpochSecond(-1), Instant.ofEpochSecond(0x1_0000_0000L), Instant.ofEpochSecond(1, 1)
        }) {
            assertThrows(IllegalArgumentException.class, () -> withExpiry(real, wrong));
        }
    }

    private static LinkCode withExpiry(LinkCode code, Instant expiry) {
        return new LinkCode(code.server(), code.serverKey(), code.keyHash(), code.secret(), expiry);
    }

    @Test
    void aCodeComesBackFromItsEncoding() throws MalformedException {
        assertEquals(offer.code(), LinkCode.decode(offer.code().encoded()));
        LinkCode longest = code("a".repeat(LinkCode.SERVER_CHARS_MAX), Known.counting(0, 16));
        assertEquals(longest, LinkCode.decode(longest.encoded()));
        assertEquals(LinkCode.ENCODED_BYTES_MAX, longest.encoded().size());
        assertTrue(LinkCode.ENCODED_BYTES_MAX <= TypedCode.PAYLOAD_BYTES_MAX);
    }

    @Test
    void aDamagedCodeIsMalformed() {
        Mutations.survives(
                Bytes.copyOf(offer.code().encoded().expose()),
                1,
                3000,
                input -> assertEquals(
                        input,
                        Bytes.copyOf(LinkCode.decode(Secret.copyOf(input.toArray()))
                                .encoded()
                                .expose())),
                MalformedException.class);
        byte[] version = offer.code().encoded().expose();
        version[0] = 2;
        assertThrows(MalformedException.class, () -> LinkCode.decode(Secret.copyOf(version)));
    }

    @Test
    void keysAndHashesHaveTheirSizes() {
        Bytes secret = Known.counting(0, 16);
        Instant expiry = Instant.ofEpochSecond(1);
        for (int size : new int[] {31, 33}) {
            Bytes wrong = Known.counting(0, size);
            Secret right = Secret.copyOf(secret.toArray());
            assertThrows(IllegalArgumentException.class, () -> new LinkCode(SERVER, wrong, PIN, right, expiry));
            assertThrows(IllegalArgumentException.class, () -> new LinkCode(SERVER, PIN, wrong, right, expiry));
        }
        assertThrows(IllegalArgumentException.class, () -> code(SERVER, Known.counting(0, 15)));
        assertThrows(IllegalArgumentException.class, () -> code(SERVER, Known.counting(0, 17)));
    }

    @Test
    void anAcceptorForgetsCodesThatHaveExpired() throws AuthenticationFailedException {
        assertEquals(1, accepted.next().size());
        Instant later = offer.code().expiry();
        LinkAcceptor both = take(accepted.next(), later);
        assertEquals(2, both.size());
        assertEquals(2, take(both, later.plusMillis(1)).size());
    }

    private LinkAcceptor take(LinkAcceptor acceptor, Instant now) throws AuthenticationFailedException {
        LinkOffer other = LinkOffer.create(SERVER, PIN, now, random);
        return acceptor.accept(other.code(), other.publicMessage(), now, random).next();
    }

    @Test
    void nothingOfALinkIsPrinted() {
        String secret = Bytes.copyOf(offer.code().secret().expose()).toHex();
        String printed = offer.code() + " " + offer + " " + fresh + " " + accepted;

        assertFalse(printed.contains(secret.substring(0, 8)));
        assertTrue(printed.startsWith("LinkCode(" + SERVER + ") LinkOffer LinkChannel "), printed);
    }
}
