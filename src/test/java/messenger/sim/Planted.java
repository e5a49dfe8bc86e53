package messenger.sim;

/** A fault that is planted at a seam of the simulation, to see whether its checks notice; never in the program. */
enum Planted {
    NOTHING,

    // In the shell of a client.
    SENDS_BEFORE_THE_COMMIT,
    ACKNOWLEDGES_BEFORE_THE_COMMIT,
    IS_NOT_TOLD_THAT_A_LINK_IS_GONE,
    HEARS_THE_LINK_OF_ITS_LAST_LIFE,
    HANDS_A_LINE_OVER_TWICE,

    // In a vault.
    FORGETS_SEEN,
    FORGETS_OUTBOX,
    FORGETS_SESSIONS,
    FORGETS_RECEIPTS,
    FORGETS_SENT,
    KEEPS_HISTORY_ONE_COMMIT_LATER,
    LOSES_THE_LAST_COMMIT_IN_A_CRASH,
    UNSEALS_THE_OUTBOX_IN_A_CRASH,

    // In the server's store.
    ANSWERS_BEFORE_IT_IS_DURABLE,
    FORGETS_RECENT_SUBMISSIONS,
    DELETES_THE_NEXT_TOO,
    DELIVERS_BACKWARDS_AFTER_A_RESTART,

    // Between them.
    SERVER_ACCEPTS_AND_DROPS,
    LINK_SWAPS_FRAMES
}
