package messenger.server.store;

/** A store to begin with, before the first is opened. */
final class Opened {
    private Opened() {}

    static Store none() {
        return new MemoryStore(MailQuota.DEFAULT, Runnable::run);
    }
}
