package messenger.server;

import messenger.crypto.Bytes;
import messenger.protocol.Limits;

/** What an administrator is answered. */
public sealed interface AdminAnswer {
    /**
     * The invitation is made and durable. Only its hash is kept: nobody can be told the code again.
     *
     * @param code {@link Limits#INVITE_BYTES}; never to be logged
     */
    record Invited(Bytes code) implements AdminAnswer {
        public Invited {
            code.requireSize(Limits.INVITE_BYTES, "an invitation's code");
        }

        /** Without the code. */
        @Override
        public String toString() {
            return "Invited()";
        }
    }

    /** It was not done: the store failed. */
    record Unavailable() implements AdminAnswer {}
}
