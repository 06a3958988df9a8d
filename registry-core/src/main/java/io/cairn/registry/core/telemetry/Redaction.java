package io.cairn.registry.core.telemetry;

import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;

/**
 * Decides what is kept of values that were observed. It is asked on the thread that writes, once
 * for each sample, and must be thread-safe. If it throws, nothing is kept.
 *
 * <p>It says nothing of the templates of logs, which have whatever bodies have in common.
 */
public interface Redaction {
  /** Keeps everything. */
  Redaction NONE =
      new Redaction() {
        @Override
        public String sample(Signal signal, AttributeKey key, String value) {
          return value;
        }

        @Override
        public String example(Signal signal, String body) {
          return body;
        }
      };

  /** Keeps nothing. */
  Redaction ALL =
      new Redaction() {
        @Override
        public String sample(Signal signal, AttributeKey key, String value) {
          return "";
        }

        @Override
        public String example(Signal signal, String body) {
          return "";
        }
      };

  /** What is kept of an attribute's value; empty to keep nothing. */
  String sample(Signal signal, AttributeKey key, String value);

  /** What is kept of the first body of a template; empty to keep nothing. */
  String example(Signal signal, String body);
}
