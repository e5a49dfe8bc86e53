package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.Prekey;
import messenger.crypto.identity.PrekeyBundle;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.ratchet.Envelope;
import messenger.crypto.ratchet.Handshake;
import messenger.crypto.ratchet.LocalDevice;
import messenger.crypto.ratchet.PeerDevice;
import messenger.crypto.ratchet.Purpose;
import messenger.crypto.ratchet.Session;
import messenger.crypto.ratchet.SessionEndedException;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.Wrap;
import messenger.protocol.content.Content;

/**
 * Makes what is written into what is sent: one envelope, and a wrap for each device of the recipient (PROTOCOL 1.5).
 */
final class Sealer {
    /** How long to wait before a bundle that could not be had is asked for again. */
    static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

    private final OwnAccount account;
    private final LocalDevice self;
    private final Contacts contacts;
    private final Sessions sessions;
    private final Conversations conversations;
    private final Map<PeerDevice, Instant> askAgainAt = new HashMap<>();

    Sealer(OwnAccount account, LocalDevice self, Contacts contacts, Sessions sessions, Conversations conversations) {
        this.account = account;
        this.self = self;
        this.contacts = contacts;
        this.sessions = sessions;
        this.conversations = conversations;
    }

    /**
     * Seals an item for every device of its recipient, or asks for the keys that are missing.
     *
     * @return empty while keys are missing, or where nothing may be sent because the person's identity changed
     */
    Optional<OutboxItem.Sealed> seal(OutboxItem item, Requests requests, Step step, SecureRandom random) {
        Contact contact = contacts.of(item.to()).orElseThrow(() -> new IllegalStateException("mail for nobody"));
        List<Device> devices = contact.deviceList().list().devices();
        if (contact.trust() == Contact.Trust.CHANGED || devices.isEmpty()) {
            return Optional.empty();
        }
        boolean complete = true;
        for (Device device : devices) {
            PeerDevice peer = new PeerDevice(contact.account(), device.id());
            if (!sessions.canSeal(peer, step.now())) {
                ask(peer, requests, step);
                complete = false;
            }
        }
        return complete ? Optional.of(seal(item, contact, devices, step, random)) : Optional.empty();
    }

    private void ask(PeerDevice peer, Requests requests, Step step) {
        Requests.Bundle question = new Requests.Bundle(peer);
        boolean tooSoon = step.now().isBefore(askAgainAt.getOrDefault(peer, Instant.EPOCH));
        if (!requests.isOpen(question) && !tooSoon) {
            step.transmit(new ClientFrame.TakeBundle(requests.add(question), peer.account(), peer.device()));
        }
    }

    private OutboxItem.Sealed seal(
            OutboxItem item, Contact contact, List<Device> devices, Step step, SecureRandom random) {
        Conversation conversation = conversations
                .find(item.conversation())
                .orElseThrow(() -> new IllegalStateException("mail for no conversation"));
        Envelope envelope = item.payload() instanceof OutboxItem.Waiting waiting
                ? Envelope.seal(content(conversation, item, waiting).encoded(), random)
                : Envelope.heartbeat(random);
        if (item.payload() instanceof OutboxItem.Waiting) {
            conversations.keep(conversation.withSent(envelope.ciphertext()), step);
        }
        List<Wrap> wraps = new ArrayList<>();
        for (Device device : devices) {
            PeerDevice peer = new PeerDevice(contact.account(), device.id());
            try {
                Bytes message =
                        sessions.seal(peer, envelope.wrap(), step, random).encoded();
                wraps.add(new Wrap(device.mailbox(), message));
            } catch (SessionEndedException e) {
                throw new IllegalStateException("the session could seal a moment ago", e);
            }
        }
        return new OutboxItem.Sealed(SubmissionId.random(random), envelope.ciphertext(), wraps);
    }

    private Content content(Conversation conversation, OutboxItem item, OutboxItem.Waiting waiting) {
        return new Content(
                conversation.id(),
                item.id(),
                conversation.sentCount() + 1,
                conversation.sentChain(),
                item.at().toEpochMilli(),
                account.deviceListMark(),
                waiting.body());
    }

    /** Begins a session with what the server gave out; what does not check out is as good as nothing. */
    void bundle(PeerDevice peer, ServerFrame.Bundle answer, Step step, SecureRandom random) {
        try {
            SignedDeviceList list = SignedDeviceList.decode(answer.deviceList());
            Contact contact = contacts.of(peer.account()).orElseThrow(AuthenticationFailedException::new);
            Contact known = contacts.learn(contact.name(), list, step);
            if (!known.deviceList().equals(list)) {
                throw new AuthenticationFailedException();
            }
            List<Prekey> oneTime = new ArrayList<>();
            for (Bytes encoded : answer.oneTime()) {
                oneTime.add(Prekey.decode(encoded));
            }
            PrekeyBundle bundle = PrekeyBundle.verify(
                    peer.account(), list, peer.device(), Prekey.decode(answer.signed()), oneTime, Days.of(step.now()));
            if (!sessions.canSeal(peer, step.now())) {
                Session session = Handshake.initiate(self, bundle, Purpose.CONVERSATION, step.now(), random);
                sessions.add(session, step);
            }
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            noBundle(peer, Refusal.BAD_SIGNATURE, step);
        }
    }

    /** There are no keys to be had for this device now. */
    void noBundle(PeerDevice peer, Refusal reason, Step step) {
        askAgainAt.put(peer, step.now().plus(ASK_AGAIN_AFTER));
        if (reason != Refusal.RATE) {
            contacts.of(peer.account()).ifPresent(contact -> step.tell(new Notice.NoKeys(contact.name())));
        }
    }
}
