package dev.tocsin.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
    @Test
    void whatIsKnownIsFilledInAndAShellKeepsItsOwn() throws IOException {
        Variables variables = new Variables(Map.of("drill.run", "r1"));
        variables.set("steal.token", "t$1");
        ObjectNode step = (ObjectNode)
                new ObjectMapper()
                        .readTree(
                                "{\"a\": [\"${drill.run}-${steal.token}\"], \"b\": {\"c\": \"echo $${HOME} $HOME\"}, \"d\": 7}");
        assertThat(variables.fill(step).toString())
                .isEqualTo("{\"a\":[\"r1-t$1\"],\"b\":{\"c\":\"echo ${HOME} $HOME\"},\"d\":7}");
    }
}
