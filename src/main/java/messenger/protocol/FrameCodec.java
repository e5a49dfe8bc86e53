package messenger.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;

/**
 * Frames to bytes and back: a CBOR array of the frame's number and its fields in the order of the record. Thread-safe.
 *
 * @param <F> the family, {@link ClientFrame} or {@link ServerFrame}
 */
public final class FrameCodec<F> {
    /** Frames of clients. The numbers are part of the protocol: never change or reuse one. */
    public static final FrameCodec<ClientFrame> CLIENT = new FrameCodec<ClientFrame>()
            .with(1, ClientFrame.Hello.class)
            .with(2, ClientFrame.Register.class)
            .with(3, ClientFrame.Login.class)
            .with(4, ClientFrame.PublishPrekeys.class)
            .with(5, ClientFrame.FindUser.class)
            .with(6, ClientFrame.FindAccount.class)
            .with(7, ClientFrame.TakeBundle.class)
            .with(8, ClientFrame.Submit.class)
            .with(9, ClientFrame.Subscribe.class)
            .with(10, ClientFrame.Acknowledge.class)
            .with(11, ClientFrame.ListUsers.class)
            .with(12, ClientFrame.WatchPresence.class)
            .with(13, ClientFrame.Ping.class)
            .with(14, ClientFrame.Bye.class)
            .with(15, ClientFrame.RegisterStart.class)
            .with(16, ClientFrame.PasswordStart.class)
            .with(17, ClientFrame.PasswordFinish.class)
            .with(18, ClientFrame.Recover.class)
            .with(19, ClientFrame.ChangePassword.class)
            .with(20, ClientFrame.DeleteAccount.class)
            .with(21, ClientFrame.UpdateDevices.class)
            .with(22, ClientFrame.LinkOpen.class)
            .with(23, ClientFrame.LinkJoin.class)
            .with(24, ClientFrame.LinkSay.class)
            .with(25, ClientFrame.HandIn.class)
            .with(26, ClientFrame.SubmitSealed.class)
            .with(27, ClientFrame.Progress.class);

    /** Frames of the server. The numbers are part of the protocol: never change or reuse one. */
    public static final FrameCodec<ServerFrame> SERVER = new FrameCodec<ServerFrame>()
            .with(1, ServerFrame.Welcome.class)
            .with(2, ServerFrame.LoggedIn.class)
            .with(3, ServerFrame.Refused.class)
            .with(4, ServerFrame.Done.class)
            .with(5, ServerFrame.UserFound.class)
            .with(6, ServerFrame.Bundle.class)
            .with(7, ServerFrame.Accepted.class)
            .with(8, ServerFrame.Deliver.class)
            .with(9, ServerFrame.CaughtUp.class)
            .with(10, ServerFrame.Users.class)
            .with(11, ServerFrame.Presence.class)
            .with(12, ServerFrame.PrekeysLow.class)
            .with(13, ServerFrame.Pong.class)
            .with(14, ServerFrame.Goodbye.class)
            .with(15, ServerFrame.RegisterAnswer.class)
            .with(16, ServerFrame.PasswordAnswer.class)
            .with(17, ServerFrame.DevicesChanged.class)
            .with(18, ServerFrame.LinkJoined.class)
            .with(19, ServerFrame.LinkSaid.class)
            .with(20, ServerFrame.LinkEnded.class)
            .with(21, ServerFrame.AccountGone.class);

    private static final ObjectMapper MAPPER = WireTypes.mapper(CBORFactory.builder()
            .configure(CBORGenerator.Feature.WRITE_MINIMAL_INTS, true)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(CborShape.DEPTH_MAX + 1)
                    .maxStringLength(Limits.FRAME_BYTES_MAX)
                    .maxDocumentLength(Limits.FRAME_BYTES_MAX)
                    .build())
            .build());

    private final Map<Integer, Class<? extends F>> types = new HashMap<>();
    private final Map<Class<?>, Integer> numbers = new HashMap<>();

    private FrameCodec() {}

    private FrameCodec<F> with(int number, Class<? extends F> type) {
        if (types.put(number, type) != null || numbers.put(type, number) != null) {
            throw new IllegalArgumentException("frame number " + number + " is taken");
        }
        return this;
    }

    /** The bytes of a frame, without the length that goes before them. */
    public Bytes encode(F frame) {
        Integer number = numbers.get(frame.getClass());
        if (number == null) {
            throw new AssertionError("no number for " + frame.getClass());
        }
        try {
            return Bytes.copyOf(MAPPER.writeValueAsBytes(new Object[] {number, frame}));
        } catch (JacksonException e) {
            throw new UncheckedIOException("a frame that cannot be written", new IOException(e));
        }
    }

    /**
     * The frame of these bytes.
     *
     * @throws MalformedException for anything that is not exactly one frame within its limits
     */
    public F decode(Bytes encoded) throws MalformedException {
        byte[] input = encoded.toArray();
        if (input.length > Limits.FRAME_BYTES_MAX) {
            throw new MalformedException("a frame of " + input.length + " bytes");
        }
        CborShape.check(input);
        try {
            JsonNode root = MAPPER.readTree(input);
            if (!(root instanceof ArrayNode)
                    || root.size() != 2
                    || !root.get(0).isInt()
                    || !root.get(1).isArray()) {
                throw new MalformedException("not a numbered frame");
            }
            Class<? extends F> type = types.get(root.get(0).intValue());
            if (type == null) {
                throw new MalformedException(
                        "no frame has the number " + root.get(0).intValue());
            }
            return MAPPER.treeToValue(root.get(1), type);
        } catch (IOException e) {
            throw new MalformedException("not a frame", e);
        }
    }
}
