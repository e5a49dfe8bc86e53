package messenger.crypto.opaque;

import java.util.function.UnaryOperator;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;

/**
 * The key stretching function (RFC 9807 2.1): what one guess costs whoever stole the server's keys and records. The
 * client must use the same at registration and at every login, so the cost is part of the protocol.
 */
public final class PasswordStretching {
    /** RFC 9807 7: 16 zero bytes; the OPRF's output already is different for every account. */
    private static final Bytes SALT = Bytes.copyOf(new byte[Argon2id.SALT_BYTES]);

    /** PROTOCOL 1.15: 64 MiB, three passes, one lane. */
    public static final PasswordStretching STANDARD = argon2id(Argon2id.Cost.STANDARD);

    private final UnaryOperator<Secret> function;

    private PasswordStretching(UnaryOperator<Secret> function) {
        this.function = function;
    }

    /** Argon2id at this cost; anything under {@link Argon2id.Cost#STANDARD} is for tests. */
    public static PasswordStretching argon2id(Argon2id.Cost cost) {
        return of(output -> Argon2id.derive(output, SALT, cost, Oprf.OUTPUT_BYTES));
    }

    /** Any function, for vectors and tests in this package. */
    static PasswordStretching of(UnaryOperator<Secret> function) {
        return new PasswordStretching(function);
    }

    /** From and to {@value Oprf#OUTPUT_BYTES} bytes. */
    Secret stretch(Secret oprfOutput) {
        return function.apply(oprfOutput).requireSize(Oprf.OUTPUT_BYTES, "a stretched password");
    }
}
