package io.cairn.registry.telemetry;

/**
 * A pattern of the bodies of a signal's log records. Immutable and thread-safe.
 *
 * @param signal the logs it was found in
 * @param number its number among the signal's templates; 0 for all bodies whose own template found
 *     no room
 * @param template the text, with {@code <*>} for what varies, and {@code <NUM>}, {@code <IP>} and
 *     so on for what is known by its form
 * @param example the first body of it, cut where it is long; empty if samples are off
 * @param seen how often and when
 * @param share of how many of the signal's bodies it is the template, from 0 to 1
 */
public record LogTemplate(
    Signal signal, long number, String template, String example, Seen seen, double share) {}
