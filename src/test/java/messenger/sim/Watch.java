package messenger.sim;

import java.util.List;
import messenger.client.Notice;
import messenger.client.VaultChange;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.server.store.FallibleStore;

/** Whoever looks on while a world happens. */
interface Watch extends FallibleStore.MailWitness {
    Watch NOBODY = new Watch() {};

    /** This is durable now. */
    default void committed(SimPerson by, List<VaultChange> changes) {}

    /** Its process begins, with what is in its vault and nothing else. */
    default void starts(SimPerson person) {}

    default void transmits(SimPerson from, ClientFrame frame) {}

    default void told(SimPerson person, Notice notice) {}

    /** The server hears this on a link, and it is no lie. */
    default void hears(SimLink on, ClientFrame frame) {}

    default void says(SimLink on, ServerFrame frame) {}

    default void arrives(SimLink on, ServerFrame frame) {}

    /** Another server process, on what is durable. */
    default void serverStarts() {}
}
