package io.cairn.registry.core.store;

/** The reads of who uses what. */
public interface LineageStore {}
