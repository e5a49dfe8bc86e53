package messenger.protocol;

import java.security.SecureRandom;
import messenger.crypto.Bytes;

/**
 * Names one submission of a client, so that sending it again after a lost answer does not deliver it twice (T13).
 * Random.
 */
public record SubmissionId(Bytes value) {
    public static final int BYTES = 16;

    public SubmissionId {
        value.requireSize(BYTES, "a submission id");
    }

    public static SubmissionId random(SecureRandom random) {
        return new SubmissionId(Bytes.random(BYTES, random));
    }
}
