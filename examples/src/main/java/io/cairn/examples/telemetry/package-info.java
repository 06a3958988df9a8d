/** What services emit, read from OpenTelemetry's JSON and from log files, and a report on it. */
@NullMarked
package io.cairn.examples.telemetry;

import org.jspecify.annotations.NullMarked;
