package dev.tocsin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tocsin.cluster.Access;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** The house's arrows: data goes one way, and what is pure stays pure. */
@AnalyzeClasses(packages = "dev.tocsin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.tocsin..")
            .layer("timeline")
            .definedBy("dev.tocsin.timeline..")
            .layer("sigma")
            .definedBy("dev.tocsin.sigma..")
            .layer("scenario")
            .definedBy("dev.tocsin.scenario..")
            .layer("cluster")
            .definedBy("dev.tocsin.cluster..")
            .layer("step")
            .definedBy("dev.tocsin.step..")
            .layer("signal")
            .definedBy("dev.tocsin.signal..")
            .layer("inject")
            .definedBy("dev.tocsin.inject..")
            .layer("respond")
            .definedBy("dev.tocsin.respond..")
            .layer("prove")
            .definedBy("dev.tocsin.prove..")
            .layer("drill")
            .definedBy("dev.tocsin.drill..")
            .layer("report")
            .definedBy("dev.tocsin.report..")
            .layer("proofing")
            .definedBy("dev.tocsin.proofing..")
            .layer("gameday")
            .definedBy("dev.tocsin.gameday..")
            .layer("signoff")
            .definedBy("dev.tocsin.signoff..")
            .layer("engine")
            .definedBy("dev.tocsin.engine..")
            .whereLayer("timeline")
            .mayNotAccessAnyLayer()
            .whereLayer("sigma")
            .mayNotAccessAnyLayer()
            .whereLayer("scenario")
            .mayOnlyAccessLayers("sigma", "signal", "step", "timeline")
            .whereLayer("cluster")
            .mayNotAccessAnyLayer()
            .whereLayer("step")
            .mayOnlyAccessLayers("cluster", "timeline")
            .whereLayer("signal")
            .mayOnlyAccessLayers("cluster", "sigma", "timeline")
            .whereLayer("inject")
            .mayOnlyAccessLayers("cluster", "step", "timeline")
            .whereLayer("respond")
            .mayOnlyAccessLayers("cluster", "scenario", "step", "timeline")
            .whereLayer("prove")
            .mayOnlyAccessLayers("cluster", "step", "timeline")
            .whereLayer("report")
            .mayOnlyAccessLayers("timeline")
            .whereLayer("proofing")
            .mayOnlyAccessLayers("cluster", "drill", "respond", "scenario", "step", "timeline")
            .whereLayer("gameday")
            .mayOnlyAccessLayers("respond", "scenario", "timeline")
            .whereLayer("signoff")
            .mayOnlyAccessLayers("scenario", "timeline")
            .layer("cli")
            .definedBy("dev.tocsin.cli..")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.tocsin.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIMELINE_IS_PURE = noClasses()
            .that()
            .resideInAPackage("dev.tocsin.timeline..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.tocsin.timeline..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule SIGMA_IS_A_LIBRARY = noClasses()
            .that()
            .resideInAPackage("dev.tocsin.sigma..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "dev.tocsin.sigma..", "java..", "org.jspecify..", "org.snakeyaml..", "com.google.re2j..");

    /** A client that somebody else makes would pass the guards of a cluster that others use too. */
    @ArchTest
    static final ArchRule CLUSTERS_MAKE_CLIENTS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tocsin.cluster..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.nameMatching("client|patientClient"))
                    .and(JavaCall.Predicates.target(
                            HasOwner.Predicates.With.owner(JavaClass.Predicates.equivalentTo(Access.class)))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(KubernetesClientBuilder.class);

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("waiting is Awaitility's job, and times come from events");
}
