package messenger.server.store;

/** A content record and how many waiting messages need it. Owned by the engine's thread. */
final class SharedContent {
    /** For messages that carry their content themselves. */
    static final SharedContent NONE = new SharedContent();

    private long record;
    private int users;

    long record() {
        return record;
    }

    boolean isStored() {
        return record != 0;
    }

    void storedAs(long newRecord) {
        record = newRecord;
    }

    void addUser() {
        users++;
    }

    /** True if that was the last one. */
    boolean removeUser() {
        users--;
        return users == 0;
    }

    boolean hasUsers() {
        return users > 0;
    }
}
