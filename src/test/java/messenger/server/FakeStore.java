package messenger.server;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.Wrap;

/** The store's contract in memory, with failures to order. */
final class FakeStore {
    private static final int MAILBOX_MESSAGES_MAX = 10_000;

    private static final class Mailbox {
        final NavigableMap<Long, StoreResult.Mail> mail = new TreeMap<>();
        long last;
    }

    private static final class Device {
        final Queue<Bytes> oneTime = new ArrayDeque<>();
        final Set<Long> everPublished = new HashSet<>();
        Optional<Bytes> signed = Optional.empty();
    }

    private final NavigableMap<UserName, StoreResult.StoredAccount> byName = new TreeMap<>();
    private final Map<AccountId, StoreResult.StoredAccount> byId = new HashMap<>();
    private final Map<MailboxId, Mailbox> mailboxes = new HashMap<>();
    private final Map<Allowances.DeviceAddress, Device> devices = new HashMap<>();
    private final List<StoreRequest> asked = new ArrayList<>();
    private final List<MailboxId> arrived = new ArrayList<>();
    private boolean isBroken;

    /** From now on nothing succeeds. */
    void breakDown() {
        isBroken = true;
    }

    StoreResult answer(StoreRequest request) {
        asked.add(request);
        if (isBroken) {
            return new StoreResult.Failed();
        } else if (request instanceof StoreRequest.CreateAccount create) {
            return create(create);
        } else if (request instanceof StoreRequest.FindByName find) {
            return found(Optional.ofNullable(byName.get(find.name())));
        } else if (request instanceof StoreRequest.FindAccount find) {
            return found(Optional.ofNullable(byId.get(find.account())));
        } else if (request instanceof StoreRequest.ListAccounts list) {
            return list(list);
        } else if (request instanceof StoreRequest.RecordSeen seen) {
            return seen(seen);
        } else if (request instanceof StoreRequest.PublishPrekeys publish) {
            return publish(publish);
        } else if (request instanceof StoreRequest.CountPrekeys count) {
            return new StoreResult.PrekeyCount(
                    device(count.account(), count.device()).oneTime.size());
        } else if (request instanceof StoreRequest.TakeBundle take) {
            return take(take);
        } else if (request instanceof StoreRequest.AppendMail append) {
            return append(append);
        } else if (request instanceof StoreRequest.FetchMail fetch) {
            return fetch(fetch);
        } else if (request instanceof StoreRequest.DeleteMail delete) {
            mailbox(delete.mailbox()).mail.keySet().removeAll(delete.sequences());
            return new StoreResult.Done();
        }
        throw new AssertionError(request.getClass());
    }

    List<StoreRequest> asked() {
        return asked;
    }

    /** Mailboxes that got mail since the last call. */
    List<MailboxId> takeArrived() {
        List<MailboxId> taken = List.copyOf(arrived);
        arrived.clear();
        return taken;
    }

    List<StoreResult.Mail> mail(MailboxId mailbox) {
        return List.copyOf(mailbox(mailbox).mail.values());
    }

    Instant lastSeen(AccountId account) {
        return account(account).lastSeen();
    }

    private StoreResult create(StoreRequest.CreateAccount create) {
        if (byId.containsKey(create.account()) || create.mailboxes().stream().anyMatch(mailboxes::containsKey)) {
            return new StoreResult.AccountExists();
        }
        if (byName.containsKey(create.name())) {
            return new StoreResult.NameTaken();
        }
        put(new StoreResult.StoredAccount(
                create.name(), create.account(), create.deviceList(), create.at(), create.at()));
        create.mailboxes().forEach(id -> mailboxes.put(id, new Mailbox()));
        return new StoreResult.AccountCreated();
    }

    private void put(StoreResult.StoredAccount account) {
        byName.put(account.name(), account);
        byId.put(account.account(), account);
    }

    private static StoreResult found(Optional<StoreResult.StoredAccount> account) {
        return account.<StoreResult>map(StoreResult.AccountFound::new).orElseGet(StoreResult.NoSuchAccount::new);
    }

    private Mailbox mailbox(MailboxId id) {
        return Optional.ofNullable(mailboxes.get(id)).orElseThrow();
    }

    private StoreResult.StoredAccount account(AccountId id) {
        return Optional.ofNullable(byId.get(id)).orElseThrow();
    }

    private StoreResult list(StoreRequest.ListAccounts list) {
        List<StoreResult.StoredAccount> after = byName.values().stream()
                .filter(account -> account.name().value().compareTo(list.after()) > 0)
                .toList();
        int count = Math.min(after.size(), list.countMax());
        return new StoreResult.AccountPage(after.subList(0, count), after.size() > count);
    }

    private StoreResult seen(StoreRequest.RecordSeen seen) {
        StoreResult.StoredAccount was = account(seen.account());
        put(new StoreResult.StoredAccount(was.name(), was.account(), was.deviceList(), was.createdAt(), seen.at()));
        return new StoreResult.Done();
    }

    private Device device(AccountId account, DeviceId device) {
        return devices.computeIfAbsent(new Allowances.DeviceAddress(account, device), key -> new Device());
    }

    private StoreResult publish(StoreRequest.PublishPrekeys publish) {
        Device device = device(publish.account(), publish.device());
        device.signed = Optional.of(publish.signed().encoded());
        for (StoreRequest.StoredPrekey prekey : publish.oneTime()) {
            if (device.everPublished.add(prekey.id())) {
                device.oneTime.add(prekey.encoded());
            }
        }
        return new StoreResult.PrekeyCount(device.oneTime.size());
    }

    private StoreResult take(StoreRequest.TakeBundle take) {
        StoreResult.StoredAccount account = byId.get(take.account());
        if (account == null) {
            return new StoreResult.NoSuchAccount();
        }
        Device device = device(take.account(), take.device());
        if (device.signed.isEmpty()) {
            return new StoreResult.NoPrekeys();
        }
        List<Bytes> oneTime = new ArrayList<>();
        if (take.oneTime() == StoreRequest.OneTime.ONE_PAIR && !device.oneTime.isEmpty()) {
            oneTime.add(device.oneTime.remove());
        }
        return new StoreResult.BundleTaken(account.deviceList(), device.signed.get(), oneTime, device.oneTime.size());
    }

    private StoreResult append(StoreRequest.AppendMail append) {
        List<MailboxId> full = new ArrayList<>();
        List<MailboxId> unknown = new ArrayList<>();
        for (Wrap wrap : append.wraps()) {
            Mailbox mailbox = mailboxes.get(wrap.mailbox());
            if (mailbox == null) {
                unknown.add(wrap.mailbox());
            } else if (mailbox.mail.size() == MAILBOX_MESSAGES_MAX) {
                full.add(wrap.mailbox());
            } else if (!waits(mailbox, append.submission())) {
                mailbox.last++;
                mailbox.mail.put(
                        mailbox.last,
                        new StoreResult.Mail(
                                mailbox.last, append.submission(), append.at(), append.content(), wrap.message()));
                arrived.add(wrap.mailbox());
            }
        }
        return new StoreResult.MailAppended(full, unknown);
    }

    private static boolean waits(Mailbox mailbox, SubmissionId submission) {
        return mailbox.mail.values().stream().anyMatch(mail -> mail.submission().equals(submission));
    }

    private StoreResult fetch(StoreRequest.FetchMail fetch) {
        List<StoreResult.Mail> page = new ArrayList<>();
        var rest = mailbox(fetch.mailbox()).mail.tailMap(fetch.after(), false);
        int bytes = 0;
        for (StoreResult.Mail mail : rest.values()) {
            bytes += mail.content().size() + mail.message().size();
            if (page.size() == fetch.countMax() || (bytes > fetch.bytesMax() && !page.isEmpty())) {
                break;
            }
            page.add(mail);
        }
        return new StoreResult.MailPage(page, rest.size() > page.size());
    }
}
