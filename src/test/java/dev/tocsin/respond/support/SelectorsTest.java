package dev.tocsin.respond.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | true
            {matchLabels: {app: web}}                                        | true
            {matchLabels: {app: web, tier: front}}                           | false
            {matchExpressions: [{key: app, operator: In, values: [web, x]}]} | true
            {matchExpressions: [{key: app, operator: NotIn, values: [web]}]} | false
            {matchExpressions: [{key: tier, operator: NotIn, values: [x]}]}  | true
            {matchExpressions: [{key: app, operator: Exists}]}               | true
            {matchExpressions: [{key: app, operator: DoesNotExist}]}         | false
            {matchExpressions: [{key: tier, operator: DoesNotExist}]}        | true
            {matchLabels: {app: web}, matchExpressions: [{key: app, operator: DoesNotExist}]} | false
            """)
    void itSelectsAsTheApiServerDoes(String selector, boolean selects) {
        assertThat(Selectors.select(
                        Serialization.unmarshal("---\n" + selector, LabelSelector.class),
                        Map.of("app", "web", "pod", "x")))
                .isEqualTo(selects);
    }
}
