package io.cairn.registry.testkit;

/**
 * Everything a registry promises through its API, whatever the store. Implement it in a JUnit 5
 * test class that says how the store is opened.
 */
public interface RegistryContract
    extends RegistrationContract,
        HistoryContract,
        LayoutContract,
        LifecycleContract,
        DraftContract,
        DeprecationContract,
        EvolutionContract,
        PolicyContract,
        ReadingOptionsContract,
        WarningContract,
        VerdictModelContract,
        ReferenceContract,
        ListenerContract,
        ConcurrencyContract,
        BodyMemoryContract,
        FaultContract,
        MeasurementsContract,
        HealthContract,
        SlowOperationContract,
        TransferContract,
        CatalogContract,
        SearchContract,
        StatementContract,
        FollowingContract,
        CacheContract,
        DefaultsContract,
        LineageContract,
        ImpactContract {}
