package messenger.protocol.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.protocol.SealedWrap;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;

/** What a content says. */
public sealed interface Body {
    /**
     * A text message.
     *
     * @param text at most {@value #TEXT_BYTES_MAX} bytes of UTF-8; unfiltered, so it passes the printable filter before
     *     any screen
     */
    record Text(String text) implements Body {
        /** Fits the largest padding bucket with every header field. */
        public static final int TEXT_BYTES_MAX = 60_000;

        public Text {
            int size = text.getBytes(StandardCharsets.UTF_8).length;
            if (size > TEXT_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "a text has at most " + TEXT_BYTES_MAX + " bytes, this one has " + size);
            }
        }

        /** Only the length: texts do not belong into logs. */
        @Override
        public String toString() {
            return "Text(" + text.length() + ")";
        }
    }

    /** The recipient's device has these messages safe (PROTOCOL 1.10). */
    record Delivered(List<MessageId> messages) implements Body {
        /** Fits the 4 KiB padding bucket. */
        public static final int MESSAGES_MAX = 200;

        public Delivered {
            messages = List.copyOf(messages);
            if (messages.isEmpty() || messages.size() > MESSAGES_MAX) {
                throw new IllegalArgumentException("a receipt names 1 to " + MESSAGES_MAX + " messages");
            }
        }
    }

    /**
     * The sender lets the recipient hand in mail for it without saying who it is (PROTOCOL 1.6). The newest counts.
     *
     * @param accessKey {@link SealedWrap#ACCESS_KEY_BYTES}
     */
    record Profile(Bytes accessKey) implements Body {
        public Profile {
            accessKey.requireSize(SealedWrap.ACCESS_KEY_BYTES, "an access key");
        }
    }

    /** The sender's account is about to be deleted; nothing more comes from it. */
    record Farewell() implements Body {}

    /**
     * What another device of the own account sent to somebody; only own devices may say so. The content's message id is
     * that of the original.
     */
    record Copy(AccountId to, UserName name, Text text) implements Body {}

    /** What another own device knows of people; only own devices may say so. */
    record People(List<Known> known) implements Body {
        /** Fits the 8 KiB padding bucket. */
        public static final int KNOWN_MAX = 100;

        public People {
            known = List.copyOf(known);
            if (known.isEmpty() || known.size() > KNOWN_MAX) {
                throw new IllegalArgumentException("1 to " + KNOWN_MAX + " people, not " + known.size());
            }
        }
    }

    /**
     * A person as an own device knows them.
     *
     * @param aspect what was decided; the rest is only for whoever does not know them
     * @param standing code of what was decided about them
     * @param accessKey {@link SealedWrap#ACCESS_KEY_BYTES}, or empty
     */
    record Known(AccountId account, UserName name, Aspect aspect, int standing, boolean verified, Bytes accessKey) {
        public Known {
            if (standing < 0 || standing > 255) {
                throw new IllegalArgumentException("a standing of " + standing);
            }
            if (accessKey.size() != 0) {
                accessKey.requireSize(SealedWrap.ACCESS_KEY_BYTES, "an access key");
            }
        }
    }

    /** What of a {@link Known} is news: decisions on two devices must not undo each other. */
    enum Aspect {
        /** Nothing was decided: for a device that does not know the person. */
        NOTHING(0),
        STANDING(1),
        VERIFIED(2);

        private final int code;

        Aspect(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** A step of comparing numbers: the commitment, a nonce, or the opened one, {@value #COMPARE_BYTES} bytes. */
    record Compare(CompareStep step, Bytes value) implements Body {
        public Compare {
            value.requireSize(COMPARE_BYTES, "a comparison value");
        }
    }

    /** The size of a commitment and of a nonce. */
    int COMPARE_BYTES = 32;

    /** The steps of comparing numbers, in order (PROTOCOL 1.14). */
    enum CompareStep {
        COMMIT(0),
        ANSWER(1),
        REVEAL(2);

        private final int code;

        CompareStep(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** The sender has compared the numbers, or calls the comparison off. */
    record Compared(ComparedAs outcome) implements Body {}

    /** What came of comparing. */
    enum ComparedAs {
        EQUAL(0),
        DIFFERENT(1),
        CALLED_OFF(2);

        private final int code;

        ComparedAs(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /**
     * Of what the receiving device sealed for this one, these contents have not arrived (PROTOCOL 1.12).
     *
     * @param runs at most {@link Run#NUMBERS_MAX} numbers in all
     */
    record Missing(List<Run> runs) implements Body {
        public Missing {
            runs = Run.list(runs);
            if (runs.isEmpty()) {
                throw new IllegalArgumentException("a request for nothing");
            }
        }
    }

    /**
     * A content that was asked for with {@link Missing}.
     *
     * @param sequence that it had
     * @param submission in which it was handed in then
     * @param sentMs when it was written, by the sender's clock
     * @param id of the message: one that came meanwhile is not shown twice
     * @param body what it said: a {@link Text}, {@link Delivered}, {@link Profile}, {@link Copy} or {@link People}
     */
    record Again(long sequence, SubmissionId submission, long sentMs, MessageId id, Body body) implements Body {
        public Again {
            if (sequence < 1 || sentMs < 0 || !isRepeatable(body)) {
                throw new IllegalArgumentException("content " + sequence + " again");
            }
        }
    }

    /**
     * These contents were asked for and do not come.
     *
     * @param nothing those that said nothing of use now, or were not for this device
     * @param gone those that are not kept any more
     */
    record NotAgain(List<Run> nothing, List<Run> gone) implements Body {
        public NotAgain {
            nothing = Run.list(nothing);
            gone = Run.list(gone);
            if (nothing.isEmpty() && gone.isEmpty()) {
                throw new IllegalArgumentException("an answer about nothing");
            }
        }
    }

    /** Numbers of contents, one after the other. */
    record Run(long from, int count) {
        /** In one request, and so in each list of an answer. */
        public static final int NUMBERS_MAX = 256;

        /** In one list. */
        public static final int RUNS_MAX = 32;

        public Run {
            if (from < 1 || count < 1 || count > NUMBERS_MAX || from > Long.MAX_VALUE - count) {
                throw new IllegalArgumentException(count + " numbers from " + from);
            }
        }

        /** The numbers themselves. */
        public LongStream numbers() {
            return LongStream.range(from, from + count);
        }

        /** As many runs as these numbers, ascending, need; more than a list may have, perhaps. */
        public static List<Run> of(List<Long> numbers) {
            List<Run> runs = new ArrayList<>();
            for (long number : numbers) {
                Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
                if (last != null && last.from() + last.count() == number) {
                    runs.set(runs.size() - 1, new Run(last.from(), last.count() + 1));
                } else {
                    runs.add(new Run(number, 1));
                }
            }
            return runs;
        }

        private static List<Run> list(List<Run> runs) {
            int numbers = runs.stream().mapToInt(Run::count).sum();
            if (runs.size() > RUNS_MAX || numbers > NUMBERS_MAX) {
                throw new IllegalArgumentException(runs.size() + " runs of " + numbers + " numbers");
            }
            return List.copyOf(runs);
        }
    }

    /** Whether it may be said once more, later. */
    static boolean isRepeatable(Body body) {
        return body instanceof Text
                || body instanceof Delivered
                || body instanceof Profile
                || body instanceof Copy
                || body instanceof People;
    }

    /**
     * Whether a content of it has no number: what closes gaps is for one device alone, and so must not make new ones
     * for the others.
     */
    default boolean isUncounted() {
        return this instanceof Missing || this instanceof Again || this instanceof NotAgain;
    }
}
