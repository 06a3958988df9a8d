/**
 * Finding the templates of log lines, by Drain: He, Zhu, Zheng, Lyu, "Drain: An Online Log Parsing
 * Approach with Fixed Depth Tree", ICWS 2017. In memory alone; knows no store, clock or thread.
 */
@NullMarked
package io.cairn.registry.core.templates;

import org.jspecify.annotations.NullMarked;
