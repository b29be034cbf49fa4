package dev.tocsin.sigma;

/** Where a rule's events come from; what is not given is empty. */
public record LogSource(String category, String product, String service) {
    @Override
    public String toString() {
        return (product + " " + service + " " + category).strip().replaceAll(" +", " ");
    }

    /** Whether everything that this one names is named alike by the other. */
    public boolean covers(LogSource other) {
        return (category.isEmpty() || category.equals(other.category))
                && (product.isEmpty() || product.equals(other.product))
                && (service.isEmpty() || service.equals(other.service));
    }
}
