package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import messenger.client.ClientEvent;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.PrekeyKind;
import messenger.crypto.identity.PrekeyPair;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A server that hands out other keys than it was given (PROTOCOL, attacks A1 to A3): a text for Bob waits in Alice's
 * outbox, and whatever is offered as Bob's keys, it stays there until they are Bob's.
 */
final class EvilKeysTest {
    private static final UserName BOB = new UserName("bob");

    /** Where the parts of an encoded prekey begin: kind, id, days, then two keys with their type bytes. */
    private static final int CURVE_AT = 13;

    private static final int KEM_AT = CURVE_AT + 33;
    private static final int SIGNATURE_AT = KEM_AT + 1569;

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 31));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final Map<SimPerson, ClientFrame.PublishPrekeys> published = new HashMap<>();
    private SimPerson alice;
    private SimPerson bob;
    private SimPerson mallory;
    private Map<Bytes, Bytes> pinned;
    private UnaryOperator<ServerFrame.Bundle> lie = UnaryOperator.identity();
    private int told;

    private final class KeyServer implements EvilServer {
        @Override
        public List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
            if (frame instanceof ClientFrame.PublishPrekeys publish) {
                published.put(from, publish);
            }
            return List.of(frame);
        }

        @Override
        public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
            if (to == alice && frame instanceof ServerFrame.Bundle bundle) {
                told++;
                return List.of(lie.apply(bundle));
            }
            return List.of(frame);
        }
    }

    @BeforeEach
    void aliceHasPinnedBob() {
        world.evil = new KeyServer();
        alice = world.online("alice");
        bob = world.online("bob");
        mallory = world.online("mallory");
        world.on(alice, new ClientEvent.Open(BOB), SimPerson.Fate.LIVES);
        world.settle();
        lie = bundle -> new ServerFrame.Bundle(
                bundle.request(), bundle.deviceList(), bundle.signed().slice(0, 1), List.of());
        world.say(alice, BOB, "for bob alone");
        world.settle();
        assertEquals(1, told);
        pinned = alice.vault.all(Table.CONTACT);
    }

    private Bytes signed(SimPerson of) {
        return Objects.requireNonNull(published.get(of)).signed();
    }

    private Bytes oneTime(SimPerson of) {
        return Objects.requireNonNull(published.get(of)).oneTime().get(0);
    }

    private void keys(Bytes deviceList, Bytes signed, List<Bytes> oneTime) {
        lie = bundle -> new ServerFrame.Bundle(bundle.request(), deviceList, signed, oneTime);
        int before = told;
        world.pass(Duration.ofSeconds(31));
        world.settle();
        assertTrue(told > before, "alice asked again");
    }

    /** These keys are offered as Bob's: nothing is sent, nobody is known differently, and Alice is told. */
    private void refuses(Bytes deviceList, Bytes signed, List<Bytes> oneTime) {
        alice.notices.clear();
        keys(deviceList, signed, oneTime);
        nothingHappened();
        assertTrue(alice.notices.contains(new Notice.NoKeys(BOB)), alice.notices + "");
    }

    private void refuses(Bytes signed, List<Bytes> oneTime) {
        refuses(bob.deviceList(), signed, oneTime);
    }

    private void nothingHappened() {
        assertEquals(pinned, alice.vault.all(Table.CONTACT));
        assertEquals(Map.of(), alice.vault.all(Table.SESSION));
        assertEquals(List.of(), bob.received());
        assertEquals(List.of(), mallory.received());
        assertTrue(world.membersWords.stream().noneMatch(ClientFrame.Submit.class::isInstance));
    }

    /** With Bob's own keys the text goes out after all: nothing was lost meanwhile. */
    private void honestKeysAreTaken() {
        keys(bob.deviceList(), signed(bob), List.of(oneTime(bob)));
        world.rest();
        assertEquals(List.of("for bob alone"), bob.received());
    }

    private static Bytes withPart(Bytes genuine, Bytes foreign, int at, int end) {
        return Bytes.concat(
                genuine.slice(0, at), foreign.slice(at, end - at), genuine.slice(end, genuine.size() - end));
    }

    @Test
    void a1EachKeyOfABundleSwappedAloneSendsNothing() {
        for (int[] part : new int[][] {{CURVE_AT, KEM_AT}, {KEM_AT, SIGNATURE_AT}, {SIGNATURE_AT, SIGNATURE_AT + 64}}) {
            refuses(withPart(signed(bob), signed(mallory), part[0], part[1]), List.of());
            refuses(signed(bob), List.of(withPart(oneTime(bob), oneTime(mallory), part[0], part[1])));
        }
        honestKeysAreTaken();
    }

    @Test
    void a1KeysWithValidSignaturesOfAnotherAccountSendNothing() {
        refuses(signed(mallory), List.of());
        refuses(signed(mallory), List.of(oneTime(mallory)));
        refuses(signed(bob), List.of(oneTime(mallory)));
        honestKeysAreTaken();
    }

    @Test
    void a1TheWholeBundleOfSomebodyElseSendsNothing() {
        for (int i = 0; i < 3; i++) {
            keys(mallory.deviceList(), signed(mallory), List.of(oneTime(mallory)));
            nothingHappened();
        }
        honestKeysAreTaken();
    }

    @Test
    void a2AKeyOfOneKindOfferedAsOneOfAnotherSendsNothing() {
        byte[] kemAsCurve = signed(bob).toArray();
        kemAsCurve[CURVE_AT] = 0x04;
        byte[] curveAsKem = signed(bob).toArray();
        curveAsKem[KEM_AT] = 0x01;
        byte[] relabelled = oneTime(bob).toArray();
        relabelled[0] = (byte) PrekeyKind.SIGNED.code();

        refuses(Bytes.copyOf(kemAsCurve), List.of());
        refuses(Bytes.copyOf(curveAsKem), List.of());
        refuses(oneTime(bob), List.of());
        refuses(Bytes.copyOf(relabelled), List.of());
        refuses(signed(bob), List.of(signed(bob)));
        honestKeysAreTaken();
    }

    @Test
    void a2AnExpiredKeyOrOneOfAnotherDeviceSendsNothing() {
        int today = Days.of(world.now());
        DeviceKeys other = DeviceKeys.generate(new DeviceId(2), random);
        DeviceKeys sameId = DeviceKeys.generate(DeviceId.FIRST, random);

        refuses(prekey(bob.account().device(), today - 38, 37), List.of());
        refuses(prekey(other, today, 37), List.of());
        refuses(prekey(sameId, today, 37), List.of());
        keys(bob.deviceList(), prekey(bob.account().device(), today - 37, 37), List.of());
        assertEquals(1, alice.vault.all(Table.SESSION).size(), "on its last day a key is good");
    }

    private Bytes prekey(DeviceKeys device, int day, int validDays) {
        return PrekeyPair.generate(PrekeyKind.SIGNED, bob.account().id(), device, 77, day, validDays, random)
                .prekey()
                .encoded();
    }

    @Test
    void a3ABundleWithoutItsKemPartSendsNothing() {
        Bytes genuine = signed(bob);
        Bytes without =
                Bytes.concat(genuine.slice(0, KEM_AT), genuine.slice(SIGNATURE_AT, genuine.size() - SIGNATURE_AT));
        byte[] empty = genuine.toArray();
        Arrays.fill(empty, KEM_AT, SIGNATURE_AT, (byte) 0);

        refuses(without, List.of());
        refuses(genuine.slice(0, KEM_AT), List.of());
        refuses(Bytes.copyOf(empty), List.of());
        refuses(genuine, List.of(without));
        honestKeysAreTaken();
    }

    /** A list that Bob really signed, but that nobody else was told of: the chain decides, and not the bundle. */
    @Test
    void e1ABundleUnderAnotherListThatBobSignedSendsNothing() {
        DeviceList first = bob.account().deviceList().list();
        Bytes other = bob.account()
                .key()
                .orElseThrow()
                .sign(new DeviceList(
                        first.account(),
                        first.version() + 1,
                        first.hash(),
                        DeviceList.Status.ACTIVE,
                        List.of(
                                first.devices().get(0),
                                DeviceKeys.generate(new DeviceId(2), random).publicDevice(Days.of(world.now()))),
                        first.accessKeyHash(),
                        first.createdMs()))
                .encoded();
        for (int i = 0; i < 3; i++) {
            keys(other, signed(bob), List.of(oneTime(bob)));
            nothingHappened();
        }
        honestKeysAreTaken();
    }

    @Test
    void e2WhatWaitsStaysWhereTheNameComesToStandForAnotherAccount() {
        world.lie(alice, new ServerFrame.Presence(BOB, mallory.account().id(), true, 0));
        assertTrue(alice.notices.contains(new Notice.IdentityChanged(BOB, false)));
        lie = UnaryOperator.identity();
        world.pass(Duration.ofSeconds(31));
        world.rest();

        assertEquals(List.of(), bob.received());
        assertEquals(List.of(), mallory.received());
        assertEquals(Map.of(), alice.vault.all(Table.SESSION));
        assertEquals(List.of(MessageState.PENDING), alice.states());
    }
}
