package dev.tocsin.prove;

import dev.tocsin.step.Resource;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** A type of object as scenarios write it: {@code rbac.authorization.k8s.io/v1 Role}; the core group's as {@code v1 Secret}. */
record Type(String apiVersion, String kind) {
    static final String FORM = "[a-z0-9.]*/?v[a-z0-9]+ [A-Z][A-Za-z]+";

    static Type of(String text) {
        int space = text.indexOf(' ');
        return new Type(text.substring(0, space), text.substring(space + 1));
    }

    PolicyRule listing() {
        return Rights.allow(resource().group(), resource().plural(), "list");
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(resource().group())
                .withVersion(resource().version())
                .withPlural(resource().plural())
                .withKind(kind)
                .withNamespaced(true) // for the collection of all namespaces, which is also that of none
                .build();
    }

    private Resource resource() {
        return Resource.of(apiVersion, kind);
    }
}
