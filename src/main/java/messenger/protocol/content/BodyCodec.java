package messenger.protocol.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.protocol.SealedWrap;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;

/** Bodies to bytes and back. The numbers of the kinds are part of the protocol: never change or reuse one. */
public final class BodyCodec {
    private BodyCodec() {}

    /** Writes the kind, then the body. */
    public static void write(Body body, CanonicalWriter writer) {
        if (body instanceof Body.Text text) {
            writer.u8(1).prefixed(Bytes.utf8(text.text()));
        } else if (body instanceof Body.Delivered delivered) {
            writer.u8(2).u8(delivered.messages().size());
            delivered.messages().forEach(id -> writer.bytes(id.value()));
        } else if (body instanceof Body.Profile profile) {
            writer.u8(3).bytes(profile.accessKey());
        } else if (body instanceof Body.Farewell) {
            writer.u8(4);
        } else if (body instanceof Body.Copy copy) {
            writer.u8(5)
                    .bytes(copy.to().value())
                    .prefixed(Bytes.utf8(copy.name().value()))
                    .prefixed(Bytes.utf8(copy.text().text()));
        } else if (body instanceof Body.People people) {
            writer.u8(6).u8(people.known().size());
            people.known().forEach(known -> write(known, writer));
        } else if (body instanceof Body.Compare compare) {
            writer.u8(7).u8(compare.step().code()).bytes(compare.value());
        } else if (body instanceof Body.Compared compared) {
            writer.u8(8).u8(compared.outcome().code());
        } else if (body instanceof Body.Missing missing) {
            writer.u8(9);
            write(missing.runs(), writer);
        } else if (body instanceof Body.Again again) {
            writer.u8(10)
                    .u63(again.sequence())
                    .bytes(again.submission().value())
                    .u63(again.sentMs())
                    .bytes(again.id().value());
            write(again.body(), writer);
        } else if (body instanceof Body.NotAgain not) {
            writer.u8(11);
            write(not.nothing(), writer);
            write(not.gone(), writer);
        } else {
            throw new AssertionError("no encoding for " + body.getClass());
        }
    }

    private static void write(List<Body.Run> runs, CanonicalWriter writer) {
        writer.u8(runs.size());
        runs.forEach(run -> writer.u63(run.from()).u16(run.count()));
    }

    private static void write(Body.Known known, CanonicalWriter writer) {
        writer.bytes(known.account().value())
                .prefixed(Bytes.utf8(known.name().value()))
                .u8(known.aspect().code())
                .u8(known.standing())
                .u8(known.verified() ? 1 : 0)
                .prefixed(known.accessKey());
    }

    /** Reads what {@link #write} wrote. */
    public static Body read(CanonicalReader reader) throws MalformedException {
        return read(reader.u8(), reader);
    }

    private static Body read(int kind, CanonicalReader reader) throws MalformedException {
        try {
            return switch (kind) {
                case 1 -> text(reader);
                case 2 -> delivered(reader);
                case 3 -> new Body.Profile(reader.bytes(SealedWrap.ACCESS_KEY_BYTES));
                case 4 -> new Body.Farewell();
                case 5 -> new Body.Copy(AccountId.read(reader), name(reader), text(reader));
                case 6 -> people(reader);
                case 7 ->
                    new Body.Compare(
                            one(Body.CompareStep.values(), Body.CompareStep::code, reader),
                            reader.bytes(Body.COMPARE_BYTES));
                case 8 -> new Body.Compared(one(Body.ComparedAs.values(), Body.ComparedAs::code, reader));
                case 9 -> new Body.Missing(runs(reader));
                case 10 -> again(reader);
                case 11 -> new Body.NotAgain(runs(reader), runs(reader));
                default -> throw new MalformedException("a body of kind " + kind);
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not a body of kind " + kind, e);
        }
    }

    private static Body.Text text(CanonicalReader reader) throws MalformedException {
        return new Body.Text(utf8(reader.prefixed(Body.Text.TEXT_BYTES_MAX)));
    }

    private static Body delivered(CanonicalReader reader) throws MalformedException {
        int count = reader.count(Body.Delivered.MESSAGES_MAX);
        List<MessageId> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(new MessageId(reader.bytes(MessageId.BYTES)));
        }
        return new Body.Delivered(messages);
    }

    /** One that repeats one that repeats would be read without end. */
    private static Body again(CanonicalReader reader) throws MalformedException {
        long sequence = reader.u63();
        SubmissionId submission = new SubmissionId(reader.bytes(SubmissionId.BYTES));
        long sentMs = reader.u63();
        MessageId id = new MessageId(reader.bytes(MessageId.BYTES));
        int kind = reader.u8();
        if (kind == 10) {
            throw new MalformedException("a body that repeats a repetition");
        }
        return new Body.Again(sequence, submission, sentMs, id, read(kind, reader));
    }

    private static List<Body.Run> runs(CanonicalReader reader) throws MalformedException {
        int count = reader.count(Body.Run.RUNS_MAX);
        List<Body.Run> runs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            runs.add(new Body.Run(reader.u63(), reader.u16()));
        }
        return runs;
    }

    private static Body people(CanonicalReader reader) throws MalformedException {
        int count = reader.count(Body.People.KNOWN_MAX);
        List<Body.Known> known = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            AccountId account = AccountId.read(reader);
            known.add(new Body.Known(
                    account,
                    name(reader),
                    one(Body.Aspect.values(), Body.Aspect::code, reader),
                    reader.u8(),
                    flag(reader),
                    reader.prefixed(SealedWrap.ACCESS_KEY_BYTES)));
        }
        return new Body.People(known);
    }

    private static UserName name(CanonicalReader reader) throws MalformedException {
        return new UserName(utf8(reader.prefixed(UserName.CHARS_MAX)));
    }

    private static <T> T one(T[] values, ToIntFunction<T> code, CanonicalReader reader) throws MalformedException {
        int number = reader.u8();
        for (T value : values) {
            if (code.applyAsInt(value) == number) {
                return value;
            }
        }
        throw new MalformedException("a choice of " + number);
    }

    private static boolean flag(CanonicalReader reader) throws MalformedException {
        int number = reader.u8();
        if (number > 1) {
            throw new MalformedException("a flag of " + number);
        }
        return number == 1;
    }

    private static String utf8(Bytes encoded) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("a text that is not UTF-8", e);
        }
    }
}
