package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.crypto.verify.LinkAcceptor;
import messenger.crypto.verify.LinkChannel;
import messenger.crypto.verify.LinkCode;
import messenger.crypto.verify.LinkOffer;
import org.junit.jupiter.api.Test;

/** E4: a server, or somebody who saw or made a code, in the way of two devices that link. */
final class LinkAttackTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Bytes PIN = Bytes.copyOf(new byte[32]);
    private static final int REPLY_KEM_AT = 33;

    private final SeededRandom random = new SeededRandom(1);
    private final LinkOffer offer = offer();
    private final LinkCode code = offer.code();

    private LinkOffer offer() {
        return LinkOffer.create("localhost:1315", PIN, NOW, random);
    }

    private LinkAcceptor.Accepted accepted(LinkCode with) throws AuthenticationFailedException {
        return LinkAcceptor.FRESH.accept(with, offer.publicMessage(), NOW, random);
    }

    private void refused(LinkCode with, Bytes publicMessage, Instant now) {
        assertThrows(
                AuthenticationFailedException.class, () -> LinkAcceptor.FRESH.accept(with, publicMessage, now, random));
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        byte[] changed = bytes.toArray();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.copyOf(changed);
    }

    /** Neither end opens what the other seals, and the digits differ. */
    private static void strangers(LinkChannel one, LinkChannel other) {
        Bytes up = one.seal(Bytes.utf8("keys")).message();
        Bytes down = other.seal(Bytes.utf8("list")).message();
        assertThrows(AuthenticationFailedException.class, () -> other.open(up));
        assertThrows(AuthenticationFailedException.class, () -> one.open(down));
        assertNotEquals(one.sas(), other.sas());
    }

    @Test
    void e4AnExpiredCodeIsRejectedAtBothEnds() throws AuthenticationFailedException {
        Bytes reply = accepted(code).reply();
        Instant last = code.expiry();

        LinkAcceptor.FRESH.accept(code, offer.publicMessage(), last, random);
        offer.complete(reply, last);
        refused(code, offer.publicMessage(), last.plusMillis(1));
        assertThrows(AuthenticationFailedException.class, () -> offer.complete(reply, last.plusMillis(1)));
    }

    @Test
    void e4ACodeThatIsUsedTwiceIsRejected() throws AuthenticationFailedException {
        LinkAcceptor after = accepted(code).next();

        assertThrows(AuthenticationFailedException.class, () -> after.accept(code, offer.publicMessage(), NOW, random));
        LinkOffer other = offer();
        after.accept(other.code(), other.publicMessage(), NOW, random);
    }

    @Test
    void e4ThePublicMessageOfAnotherOfferIsRejected() {
        refused(code, offer().publicMessage(), NOW);
        refused(offer().code(), offer.publicMessage(), NOW);
    }

    @Test
    void e4EveryBitAndByteOfThePublicMessageCounts() {
        Bytes message = offer.publicMessage();
        for (int bit = 0; bit < message.size() * 8; bit += 7) {
            refused(code, flipped(message, bit), NOW);
        }
        for (int size = 0; size < message.size(); size += 13) {
            refused(code, message.slice(0, size), NOW);
        }
        refused(code, Bytes.concat(message, Bytes.hex("00")), NOW);
    }

    /** She made the code herself, over keys that must not be used. */
    @Test
    void e4AKeyOfLowOrderUnderARightHashIsRejected() {
        Bytes message = offer.publicMessage();
        Bytes zero = Bytes.concat(Bytes.hex("01"), Bytes.copyOf(new byte[32]));
        Bytes hostile = Bytes.concat(zero, message.slice(33, message.size() - 33));
        Bytes hash = messenger.crypto.Sha256.of(Bytes.utf8("messenger/1 link-keys"), Bytes.hex("0001"), hostile);
        LinkCode theirs = new LinkCode(code.server(), PIN, hash, code.secret(), code.expiry());

        refused(theirs, hostile, NOW);
    }

    @Test
    void e4TrailingBytesUnderARightHashAreRejected() {
        Bytes longer = Bytes.concat(offer.publicMessage(), Bytes.hex("00"));
        Bytes hash = messenger.crypto.Sha256.of(Bytes.utf8("messenger/1 link-keys"), Bytes.hex("0001"), longer);
        LinkCode theirs = new LinkCode(code.server(), PIN, hash, code.secret(), code.expiry());

        refused(theirs, longer, NOW);
    }

    @Test
    void e4AWrongSecretOpensNothing() throws AuthenticationFailedException {
        LinkCode guessed = new LinkCode(code.server(), PIN, code.keyHash(), Secret.copyOf(new byte[16]), code.expiry());
        LinkAcceptor.Accepted theirs = accepted(guessed);

        assertNotEquals(code.rendezvous(), guessed.rendezvous());
        strangers(offer.complete(theirs.reply(), NOW), theirs.channel());
    }

    /** The code was changed on its way: another server, pin or time, with keys and secret as they were. */
    @Test
    void e4EveryFieldOfTheCodeIsBound() throws AuthenticationFailedException {
        Bytes other = Bytes.concat(Bytes.hex("01"), Bytes.copyOf(new byte[31]));
        for (LinkCode changed : new LinkCode[] {
            new LinkCode("localhost:1316", PIN, code.keyHash(), code.secret(), code.expiry()),
            new LinkCode(code.server(), other, code.keyHash(), code.secret(), code.expiry()),
            new LinkCode(
                    code.server(),
                    PIN,
                    code.keyHash(),
                    code.secret(),
                    code.expiry().plusSeconds(1))
        }) {
            LinkAcceptor.Accepted theirs = accepted(changed);
            strangers(offer.complete(theirs.reply(), NOW), theirs.channel());
        }
    }

    @Test
    void e4AChangedReplyOpensNothing() throws AuthenticationFailedException {
        LinkAcceptor.Accepted theirs = accepted(code);
        Bytes reply = theirs.reply();
        for (int bit = 8; bit < reply.size() * 8; bit += bit < REPLY_KEM_AT * 8 ? 1 : 61) {
            strangers(offer.complete(flipped(reply, bit), NOW), theirs.channel());
        }
        for (int bit = 0; bit < 8; bit++) {
            Bytes kind = flipped(reply, bit);
            assertThrows(AuthenticationFailedException.class, () -> offer.complete(kind, NOW));
        }
    }

    @Test
    void e4ATruncatedLongerOrHostileReplyIsRejected() throws AuthenticationFailedException {
        Bytes reply = accepted(code).reply();
        for (int size = 0; size < reply.size(); size += 7) {
            Bytes cut = reply.slice(0, size);
            assertThrows(AuthenticationFailedException.class, () -> offer.complete(cut, NOW));
        }
        Bytes longer = Bytes.concat(reply, Bytes.hex("00"));
        assertThrows(AuthenticationFailedException.class, () -> offer.complete(longer, NOW));
        Bytes zero = Bytes.concat(
                Bytes.hex("01"), Bytes.copyOf(new byte[32]), reply.slice(REPLY_KEM_AT, reply.size() - REPLY_KEM_AT));
        assertThrows(AuthenticationFailedException.class, () -> offer.complete(zero, NOW));
    }

    /** She saw the code, and answers in the primary's place: the new device shows other digits than the primary. */
    @Test
    void e4WhoSawTheCodeShowsOtherDigits() throws AuthenticationFailedException {
        LinkAcceptor.Accepted primarys = accepted(code);
        LinkAcceptor.Accepted mallorys = accepted(code);
        LinkChannel device = offer.complete(mallorys.reply(), NOW);

        assertEquals(device.sas(), mallorys.channel().sas());
        strangers(device, primarys.channel());
    }

    /** She saw the code, and offers keys of her own at its rendezvous. */
    @Test
    void e4WhoSawTheCodeCannotTakeTheNewDevicesPlace() {
        refused(code, offer().publicMessage(), NOW);
    }

    @Test
    void e4AMessageThrownBackIsRejected() throws AuthenticationFailedException {
        LinkAcceptor.Accepted primary = accepted(code);
        LinkChannel device = offer.complete(primary.reply(), NOW);
        Bytes up = device.seal(Bytes.utf8("keys")).message();
        Bytes down = primary.channel().seal(Bytes.utf8("list")).message();

        assertThrows(AuthenticationFailedException.class, () -> device.open(up));
        assertThrows(
                AuthenticationFailedException.class, () -> primary.channel().open(down));
    }

    @Test
    void e4ARepeatedReorderedOrLeftOutMessageIsRejected() throws AuthenticationFailedException {
        LinkAcceptor.Accepted primary = accepted(code);
        LinkChannel device = offer.complete(primary.reply(), NOW);
        LinkChannel.Sealed one = device.seal(Bytes.utf8("one"));
        LinkChannel.Sealed two = one.next().seal(Bytes.utf8("two"));

        assertThrows(
                AuthenticationFailedException.class, () -> primary.channel().open(two.message()));
        LinkChannel.Opened first = primary.channel().open(one.message());
        assertThrows(AuthenticationFailedException.class, () -> first.next().open(one.message()));
        LinkChannel.Opened second = first.next().open(two.message());
        assertEquals("two", second.plaintext().toText());
        assertThrows(AuthenticationFailedException.class, () -> second.next().open(one.message()));
    }

    @Test
    void e4AChangedOrTruncatedMessageIsRejectedAndTheRightOneStillOpens() throws AuthenticationFailedException {
        LinkAcceptor.Accepted primary = accepted(code);
        LinkChannel device = offer.complete(primary.reply(), NOW);
        Bytes message = device.seal(Bytes.utf8("keys")).message();
        for (int bit = 0; bit < message.size() * 8; bit++) {
            Bytes changed = flipped(message, bit);
            assertThrows(
                    AuthenticationFailedException.class, () -> primary.channel().open(changed));
        }
        for (int size = 0; size < message.size(); size++) {
            Bytes cut = message.slice(0, size);
            assertThrows(
                    AuthenticationFailedException.class, () -> primary.channel().open(cut));
        }
        assertEquals("keys", primary.channel().open(message).plaintext().toText());
    }

    @Test
    void e4AMessageOfAnotherLinkIsRejected() throws AuthenticationFailedException {
        LinkAcceptor.Accepted primary = accepted(code);
        LinkOffer other = offer();
        LinkAcceptor.Accepted second = LinkAcceptor.FRESH.accept(other.code(), other.publicMessage(), NOW, random);

        strangers(other.complete(second.reply(), NOW), primary.channel());
    }
}
