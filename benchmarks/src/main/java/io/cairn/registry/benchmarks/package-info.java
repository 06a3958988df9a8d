/** What the registry costs, one class per question, each answer beside what the machine allows. */
@NullMarked
package io.cairn.registry.benchmarks;

import org.jspecify.annotations.NullMarked;
