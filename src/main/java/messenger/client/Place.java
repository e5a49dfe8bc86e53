package messenger.client;

/**
 * Where in a conversation's history a message goes, as far as its number says.
 *
 * @param position free for it, before what is there already; 0 where its parents decide
 * @param after it stands after this position, for what its device said before belongs up to there
 * @param late whether its device has said something here already that comes after it
 */
record Place(long position, long after, boolean late) {
    /** It is late, and nothing is known but its parents. */
    static final Place ANYWHERE = new Place(0, 0, true);

    static Place at(long position) {
        return new Place(position, 0, true);
    }

    /** It comes in order. */
    static Place after(long position) {
        return new Place(0, position, false);
    }
}
