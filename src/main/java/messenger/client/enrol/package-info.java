/**
 * The side of a device that is not a device of any account yet: it is linked by one that is ({@link
 * messenger.client.enrol.LinkEnrolment}, PROTOCOL 1.13), or gets in by password and recovery code ({@link
 * messenger.client.enrol.RecoveryEnrolment}, PROTOCOL 1.16.2). What comes of it is an {@link
 * messenger.client.OwnAccount}, with which the shell makes a vault; from then on it is {@link
 * messenger.client.Client}'s.
 *
 * <pre>
 *   link      Hello - LinkOpen - (code) - public message - (numbers) - candidate - membership - BECOME - joined
 *   recover   Hello - PasswordStart - PasswordFinish - FindUser - (what is signed out) - BECOME - Recover
 * </pre>
 *
 * <p>Decisions only, as in {@code client}: events and {@code now} go in, effects come out, to be done in order.
 */
package messenger.client.enrol;
