/** What an application's telemetry and records look like: observed, counted, and asked about. */
@NullMarked
package io.cairn.registry.telemetry;

import org.jspecify.annotations.NullMarked;
