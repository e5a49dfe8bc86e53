package messenger.client;

/**
 * Where in a conversation's history a message goes.
 *
 * @param position free for it, before what is there already; 0 for the end
 */
record Place(long position) {
    static final Place END = new Place(0);

    boolean isEnd() {
        return position == 0;
    }
}
