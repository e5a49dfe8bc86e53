package messenger.sim;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import messenger.client.Route;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.Prekey;
import messenger.crypto.identity.PrekeyBundle;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.ratchet.Envelope;
import messenger.crypto.ratchet.Handshake;
import messenger.crypto.ratchet.LocalDevice;
import messenger.crypto.ratchet.PeerSessions;
import messenger.crypto.ratchet.Purpose;
import messenger.crypto.ratchet.SealedMessage;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.Wrap;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/**
 * A person of the world who does not use our client: a genuine account with a genuine session, through which anything
 * at all can be said.
 */
final class EvilClient implements EvilServer {
    private static final RequestId BUNDLE = new RequestId(1_000_000);

    private final World world;
    private final SimPerson self;
    private final SecureRandom random;
    private final List<ServerFrame.Bundle> bundles = new ArrayList<>();
    private PeerSessions sessions;

    /** What was said to the account, while it listens. */
    final List<Content> heard = new ArrayList<>();

    private long sequence;

    /** Takes over somebody who is online, and begins a session with a device of theirs. */
    EvilClient(World world, SimPerson self, SimPerson victim, SecureRandom random) throws Exception {
        this.world = world;
        this.self = self;
        this.random = random;
        world.evil = this;
        Device device = victim.account().deviceList().list().devices().get(0);
        transmit(new ClientFrame.TakeBundle(BUNDLE, victim.account().id(), device.id()));
        world.settle();
        world.evil = EvilServer.HONEST;
        ServerFrame.Bundle bundle = bundles.get(0);
        SignedDeviceList list = SignedDeviceList.decode(bundle.deviceList());
        List<Prekey> oneTime = new ArrayList<>();
        for (Bytes encoded : bundle.oneTime()) {
            oneTime.add(Prekey.decode(encoded));
        }
        PrekeyBundle keys = PrekeyBundle.verify(
                list.account(), list, device.id(), Prekey.decode(bundle.signed()), oneTime, Days.of(world.now()));
        LocalDevice local =
                LocalDevice.of(self.account().chain().lists(), self.account().device());
        this.sessions = PeerSessions.of(Handshake.initiate(local, keys, Purpose.CONVERSATION, world.now(), random));
    }

    @Override
    public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
        if (frame instanceof ServerFrame.Bundle bundle && bundle.request().equals(BUNDLE)) {
            bundles.add(bundle);
            return List.of();
        }
        return List.of(frame);
    }

    /** From now on what arrives for the account is opened here, and not by its honest client. */
    void listen() {
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return to == self && frame instanceof ServerFrame.Deliver deliver && opens(deliver)
                        ? List.of()
                        : List.of(frame);
            }
        };
    }

    private boolean opens(ServerFrame.Deliver deliver) {
        try {
            PeerSessions.Opened opened = sessions.open(SealedMessage.decode(deliver.message()), world.now());
            sessions = opened.next();
            Bytes plain = Envelope.open(opened.wrap(), deliver.content());
            if (plain.size() > 0) {
                heard.add(Content.decode(plain));
            }
            return true;
        } catch (AuthenticationFailedException | MalformedException e) {
            return false;
        }
    }

    /** Puts a frame on the line of the account that was taken over. */
    void transmit(ClientFrame frame) {
        self.link(Route.MEMBER).orElseThrow().upstream.add(frame);
    }

    /** A content as an honest client would make it for this victim. */
    Content content(SimPerson victim, Body body) {
        sequence++;
        return content(victim, sequence, MessageId.random(random), body);
    }

    /** A content with any number; {@code 0} for what has none. */
    Content content(SimPerson victim, long number, MessageId id, Body body) {
        var list = self.account().deviceList().list();
        return new Content(
                ConversationId.direct(self.account().id(), victim.account().id()),
                id,
                number,
                Content.CHAIN_START,
                world.now().toEpochMilli(),
                new Content.DeviceListMark(list.version(), list.hash().slice(0, Content.DeviceListMark.PREFIX_BYTES)),
                body);
    }

    /** Seals any content for the victim and hands it in. */
    void say(SimPerson victim, Content content) throws Exception {
        Envelope envelope = Envelope.seal(content.encoded(), random);
        submit(victim, envelope.ciphertext(), seal(envelope));
    }

    /** The next ratchet message for the victim. */
    Bytes seal(Envelope envelope) throws Exception {
        PeerSessions.Sealed sealed = sessions.seal(envelope.wrap(), world.now(), random);
        sessions = sealed.next();
        return sealed.message().encoded();
    }

    void submit(SimPerson victim, Bytes ciphertext, Bytes message) {
        var mailbox = victim.account().deviceList().list().devices().get(0).mailbox();
        transmit(new ClientFrame.Submit(
                new RequestId(1_000_001 + sequence),
                SubmissionId.random(random),
                ciphertext,
                List.of(new Wrap(mailbox, message))));
        world.rest();
    }
}
