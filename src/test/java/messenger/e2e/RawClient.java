package messenger.e2e;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import messenger.client.OwnAccount;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.opaque.Identities;
import messenger.crypto.opaque.OpaqueRegistration;
import messenger.crypto.opaque.PasswordStretching;
import messenger.protocol.ClientFrame;
import messenger.protocol.FrameCodec;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.transport.ServerKeyHash;

/** A client that need not behave: the JDK's TLS, and bytes or frames by hand. */
final class RawClient implements AutoCloseable {
    private final SecureRandom random = new SecureRandom();
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    private RawClient(Socket socket) throws IOException {
        socket.setSoTimeout((int) Running.DEADLINE.toMillis());
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** TCP, and nothing on it. */
    static RawClient tcp(RealServer server) {
        try {
            return new RawClient(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** TLS 1.3, and nothing on it. */
    static RawClient tls(RealServer server) {
        return tls(server.port(), 1 << 16, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The same from another loopback address, such as {@code 127.0.0.2}: limits count by address. */
    static RawClient tlsFrom(RealServer server, String address) {
        return tlsFrom(server.port(), 1 << 16, address);
    }

    /** The same with a receive buffer of this size, which fills soon when nobody reads. */
    static RawClient tlsFrom(int port, int receiveBufferBytes, String address) {
        return tls(port, receiveBufferBytes, new InetSocketAddress(address, 0));
    }

    private static RawClient tls(int port, int receiveBufferBytes, InetSocketAddress from) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {new Credulous()}, null);
            Socket plain = new Socket();
            plain.setReceiveBufferSize(receiveBufferBytes);
            plain.bind(from);
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
            RawClient client = new RawClient(socket);
            socket.startHandshake();
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void send(ClientFrame frame) throws IOException {
        send(framed(frame));
    }

    /** A frame with the length before it. */
    static byte[] framed(ClientFrame frame) {
        byte[] body = FrameCodec.CLIENT.encode(frame).toArray();
        return ByteBuffer.allocate(4 + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    /** Puts bytes into one piece, which leaves in one segment. */
    static Collector<byte[], ?, byte[]> joined() {
        return Collectors.collectingAndThen(Collectors.toList(), parts -> Bytes.concat(
                        parts.stream().map(Bytes::copyOf).toArray(Bytes[]::new))
                .toArray());
    }

    ServerFrame next() throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        try {
            return FrameCodec.SERVER.decode(Bytes.copyOf(body));
        } catch (MalformedException e) {
            throw new AssertionError("the server sent what is no frame", e);
        }
    }

    /** The next frame of this kind, past all others. */
    <F extends ServerFrame> F await(Class<F> kind) throws IOException {
        ServerFrame frame = next();
        while (!kind.isInstance(frame)) {
            frame = next();
        }
        return kind.cast(frame);
    }

    /** Says hello and gives the nonce. */
    Bytes hello() throws IOException {
        send(new ClientFrame.Hello(Limits.PROTOCOL_VERSION, "raw"));
        return await(ServerFrame.Welcome.class).nonce();
    }

    /** Registers, without publishing keys. */
    ServerFrame.LoggedIn register(OwnAccount account, ServerKeyHash server) throws IOException {
        sendRegistration(account, server);
        return await(ServerFrame.LoggedIn.class);
    }

    /** Tries to register, and gives why not. */
    Refusal refusedRegistration(OwnAccount account, ServerKeyHash server) throws IOException {
        sendRegistration(account, server);
        return await(ServerFrame.Refused.class).reason();
    }

    private void sendRegistration(OwnAccount account, ServerKeyHash server) throws IOException {
        LoginProof proof = proof(account, server, hello());
        OpaqueRegistration registration = OpaqueRegistration.start(Peer.password(), random);
        send(new ClientFrame.RegisterStart(new RequestId(1), account.name(), registration.request()));
        Bytes evaluated = await(ServerFrame.RegisterAnswer.class).evaluated();
        send(new ClientFrame.Register(
                account.name(),
                account.deviceList().encoded(),
                account.device().id(),
                proof.sign(account.device()),
                record(registration, evaluated),
                new ClientFrame.Gate(Bytes.EMPTY, Bytes.EMPTY)));
    }

    private Bytes record(OpaqueRegistration registration, Bytes evaluated) {
        try {
            return registration
                    .finish(evaluated, Identities.PUBLIC_KEYS, PasswordStretching.argon2id(Peer.CHEAP), random)
                    .record()
                    .encoded();
        } catch (MalformedException | RejectedKeyException e) {
            throw new AssertionError("the server's part of the password is none", e);
        }
    }

    /** Logs in, with the generation that the vault has shown already: the vault itself shows the next one. */
    ServerFrame.LoggedIn login(OwnAccount account, ServerKeyHash server) throws IOException {
        LoginProof proof = proof(account, server, hello());
        send(new ClientFrame.Login(
                account.id(),
                account.device().id(),
                proof.deviceListVersion(),
                account.generation(),
                proof.sign(account.device())));
        return await(ServerFrame.LoggedIn.class);
    }

    private static LoginProof proof(OwnAccount account, ServerKeyHash server, Bytes nonce) {
        return new LoginProof(
                server.value(),
                nonce,
                account.id(),
                account.device().id(),
                account.deviceList().list().version());
    }

    /** Reads what comes and waits for the end that the server makes of this connection, politely or not. */
    void awaitClosed() {
        try {
            byte[] ignored = new byte[4096];
            int read = in.read(ignored);
            while (read >= 0) {
                read = in.read(ignored);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server leaves this connection open", e);
        } catch (IOException e) {
            // Closed with a reset: closed.
            return;
        }
    }

    /** Asks something and gives the answer to it, past all other frames. */
    ServerFrame.Refused refusal(ClientFrame frame) throws IOException {
        send(frame);
        return await(ServerFrame.Refused.class);
    }

    /** Whether the server answers on this connection. */
    boolean isHeard() throws IOException {
        send(new ClientFrame.Ping());
        return await(ServerFrame.Pong.class).equals(new ServerFrame.Pong());
    }

    /** Leaves without a word, as a process does that dies: TCP's reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes any certificate: what is tried here is tried by strangers. */
    private static final class Credulous implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
