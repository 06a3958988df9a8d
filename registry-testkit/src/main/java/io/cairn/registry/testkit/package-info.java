/**
 * For tests of programs that use the registry, and of stores and providers that extend it: a
 * registry in memory, a clock, faults, assertions, and the contracts.
 */
@NullMarked
package io.cairn.registry.testkit;

import org.jspecify.annotations.NullMarked;
