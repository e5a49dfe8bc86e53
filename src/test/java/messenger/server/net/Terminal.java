package messenger.server.net;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.protocol.ClientFrame;
import messenger.protocol.FrameCodec;
import messenger.protocol.ServerFrame;

/** A client as foreign as can be: the JDK's own TLS on a blocking socket, and every byte under the test's control. */
public final class Terminal implements AutoCloseable {
    /** Only a test that fails waits as long. */
    private static final int PATIENCE_MS = 30_000;

    private final Socket tcp;
    private final SSLSocket tls;
    private final OutputStream out;
    private final DataInputStream in;

    private Terminal(Socket tcp, SSLSocket tls) throws IOException {
        this.tcp = tcp;
        this.tls = tls;
        this.out = tls.getOutputStream();
        this.in = new DataInputStream(tls.getInputStream());
    }

    /** A TCP connection without TLS. */
    public static Socket tcp(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(address);
        return socket;
    }

    public static Terminal connect(InetSocketAddress address) throws IOException {
        return over(tcp(address));
    }

    /** With the handshake done. */
    public static Terminal over(Socket tcp) throws IOException {
        SSLSocket tls = (SSLSocket) context().getSocketFactory().createSocket(tcp, "server", 1, true);
        tls.setEnabledProtocols(new String[] {"TLSv1.3"});
        tls.startHandshake();
        return new Terminal(tcp, tls);
    }

    /** JDK TLS that accepts every server. */
    static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
            context.init(null, new TrustManager[] {new TrustsAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Frame and length. */
    public static byte[] bytes(ClientFrame frame) {
        return framed(FrameCodec.CLIENT.encode(frame));
    }

    public static byte[] framed(Bytes body) {
        return ByteBuffer.allocate(4 + body.size())
                .putInt(body.size())
                .put(body.toArray())
                .array();
    }

    public void send(ClientFrame frame) throws IOException {
        raw(bytes(frame));
    }

    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public ServerFrame receive() throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        try {
            return FrameCodec.SERVER.decode(Bytes.copyOf(body));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads until the server has closed, one way or the other; returns how many bytes came before that. */
    public int drain() throws IOException {
        int count = 0;
        try {
            while (in.read() >= 0) {
                count++;
            }
        } catch (EOFException | java.net.SocketException | javax.net.ssl.SSLException e) {
            // Reset or cut without a close_notify: closed all the same.
            return count;
        }
        return count;
    }

    public String cipherSuite() {
        return tls.getSession().getCipherSuite();
    }

    /** What the server showed. */
    public X509Certificate certificate() throws IOException {
        return (X509Certificate) tls.getSession().getPeerCertificates()[0];
    }

    /** Without a word: the kernel resets. */
    public void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    /** Politely. */
    public void leave() throws IOException {
        tls.close();
    }

    @Override
    public void close() throws IOException {
        tls.close();
    }
}
