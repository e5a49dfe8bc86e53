package messenger.crypto.opaque;

import java.security.SecureRandom;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.Secret;

/** The client's side of one evaluation of the OPRF; good for one answer. One thread owns it. */
final class BlindedPassword {
    private final Secret password;
    private final Scalar blind;
    private final Element element;
    private boolean used;

    private BlindedPassword(Secret password, Scalar blind, Element element) {
        this.password = password;
        this.blind = blind;
        this.element = element;
    }

    /** Copies the password; draws 32 bytes. */
    static BlindedPassword of(Secret password, SecureRandom random) {
        if (password.size() == 0 || password.size() > OpaqueSizes.PASSWORD_BYTES_MAX) {
            throw new IllegalArgumentException("a password of " + password.size() + " bytes");
        }
        Scalar blind = Scalar.random(random);
        return new BlindedPassword(Secret.copyOf(password.expose()), blind, Oprf.blinded(password, blind));
    }

    /** What the server is asked. */
    Bytes element() {
        return element.encoded();
    }

    /** "randomized_password" of RFC 9807 5.2.3 and 6.3.2.3: needs the password, the server's key and the stretching. */
    Secret randomized(Element evaluated, PasswordStretching stretching) {
        requireUnused();
        Secret output = Oprf.output(password, blind, evaluated);
        Secret stretched = stretching.stretch(output);
        Secret both = Secret.concat(output, stretched);
        Secret randomized = Hkdf.extract(Hkdf.NO_SALT, both);
        output.erase();
        stretched.erase();
        both.erase();
        return randomized;
    }

    /** Throws {@link IllegalStateException} if there was an answer already: the password is gone. */
    void requireUnused() {
        if (used) {
            throw new IllegalStateException("a blinded password is good for one answer");
        }
    }

    /** Forgets the password; the blind is a number of Java's and stays until it is collected. */
    void erase() {
        used = true;
        password.erase();
    }

    @Override
    public String toString() {
        return "BlindedPassword";
    }
}
