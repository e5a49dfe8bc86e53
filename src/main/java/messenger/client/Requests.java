package messenger.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;

/** What the server was asked on this connection and has not answered. */
final class Requests {
    private final Map<RequestId, Question> open = new HashMap<>();
    private long last;

    /** A question. */
    sealed interface Question {}

    /** What an answer answers that nobody asked for. */
    record Nothing() implements Question {}

    /** Take our prekeys. */
    record Publish() implements Question {}

    /** Who has this name? */
    record WhoIs(UserName name) implements Question {}

    /** What are this account's name and devices? */
    record WhatDevices(AccountId account) implements Question {}

    /** What does a handshake with this device need? */
    record Bundle(PeerDevice device) implements Question {}

    /** Does this new device of ours live? */
    record Alive(DeviceId device) implements Question {}

    /** Do your part of setting a password. */
    record Evaluation() implements Question {}

    /** A step of proving or changing the password, or of deleting the account. */
    record PasswordStep() implements Question {}

    /** A rendezvous with a new device. */
    record Rendezvous() implements Question {}

    /** Take mail on this connection. */
    record MailTaken() implements Question {}

    /** Take our next device list. */
    record Update() implements Question {}

    /** Take this device list, if you forgot it. */
    record Reminder(int left) implements Question {}

    /** Take this item of the outbox. */
    record Submission(long outboxNumber) implements Question {}

    /** Who is there, of those whose names come after this? */
    record People(String after, int page) implements Question {
        /** A million users; a list that goes on is not one. */
        static final int PAGES_MAX = 4096;

        /** What to ask when this page is here; nothing where it was the last. */
        Optional<People> next(ServerFrame.Users users) {
            List<ServerFrame.Presence> there = users.users();
            String last =
                    there.isEmpty() ? "" : there.get(there.size() - 1).name().value();
            boolean goesOn = users.more() && last.compareTo(after) > 0 && page < PAGES_MAX;
            return goesOn ? Optional.of(new People(last, page + 1)) : Optional.empty();
        }
    }

    RequestId add(Question question) {
        last++;
        RequestId id = new RequestId(last);
        open.put(id, question);
        return id;
    }

    boolean isOpen(Question question) {
        return open.containsValue(question);
    }

    Optional<Question> take(RequestId id) {
        return Optional.ofNullable(open.remove(id));
    }

    void clear() {
        open.clear();
    }
}
