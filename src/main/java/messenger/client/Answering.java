package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.content.Body;

/**
 * Says again what did not arrive, to the device that asks and to no other: only what was sealed for it then, so that
 * who asks learns nothing that it was not told before (PROTOCOL 1.12).
 */
final class Answering {
    /** Of one device in an hour; what it asks for beyond is passed over. */
    static final int REQUESTS_PER_HOUR = 64;

    /** Contents said again to one device in an hour; each costs as much as a message. */
    static final int CONTENTS_PER_HOUR = 1_024;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Self self;
    private final Conversations conversations;
    private final SentContents sent;
    private final Decisions decisions;
    private final Outbox outbox;
    private final Map<PeerDevice, Spent> spent = new HashMap<>();

    /** What a device has had since a moment. */
    private record Spent(Instant since, int requests, int contents) {}

    Answering(Self self, Conversations conversations, SentContents sent, Decisions decisions, Outbox outbox) {
        this.self = self;
        this.conversations = conversations;
        this.sent = sent;
        this.decisions = decisions;
        this.outbox = outbox;
    }

    void answer(PeerDevice to, Body.Missing request, Step step, SecureRandom random) {
        boolean own = to.account().equals(self.id());
        Spent before = spent.getOrDefault(to, new Spent(step.now(), 0, 0));
        if (!step.now().isBefore(before.since().plus(HOUR))) {
            before = new Spent(step.now(), 0, 0);
        }
        int asked = request.runs().stream().mapToInt(Body.Run::count).sum();
        boolean tooMuch = before.requests() >= REQUESTS_PER_HOUR || before.contents() + asked > CONTENTS_PER_HOUR;
        if (tooMuch || (!own && !conversations.mayAnswer(to.account()))) {
            return;
        }
        spent.put(to, new Spent(before.since(), before.requests() + 1, before.contents() + asked));
        Conversation conversation = conversations.with(to.account(), step);
        List<Long> nothing = new ArrayList<>();
        List<Long> gone = new ArrayList<>();
        request.runs().stream().flatMapToLong(Body.Run::numbers).forEach(number -> {
            Optional<SentContent> content = sent.find(conversation.id(), number);
            Optional<OutboxItem.Waiting> again = content.flatMap(known -> again(known, to));
            if (again.isPresent()) {
                outbox.addFor(conversation, to.device(), again.get(), step, random);
            } else {
                (content.isPresent() ? nothing : gone).add(number);
            }
        });
        List<Body.Run> nothingRuns = Body.Run.of(nothing);
        List<Body.Run> goneRuns = Body.Run.of(gone);
        int most = Math.max(nothingRuns.size(), goneRuns.size());
        for (int at = 0; at < most; at += Body.Run.RUNS_MAX) {
            Body answer = new Body.NotAgain(page(nothingRuns, at), page(goneRuns, at));
            OutboxItem.Waiting waiting = new OutboxItem.Waiting(answer, List.of());
            outbox.addFor(conversation, to.device(), waiting, step, random);
        }
    }

    private static List<Body.Run> page(List<Body.Run> runs, int at) {
        return runs.subList(Math.min(runs.size(), at), Math.min(runs.size(), at + Body.Run.RUNS_MAX));
    }

    private Optional<OutboxItem.Waiting> again(SentContent content, PeerDevice to) {
        if (!content.devices().contains(to.device())) {
            return Optional.empty();
        }
        return content.body().stream().findFirst().flatMap(decisions::current).map(body -> {
            long sentMs = content.at().toEpochMilli();
            Body again = new Body.Again(content.sequence(), content.submission(), sentMs, content.id(), body);
            return new OutboxItem.Waiting(again, content.parents());
        });
    }
}
