// Puts the same records to the same rules with sigma-go, for comparison: main <records> <rules' folder>.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	sigma "github.com/bradleyjkemp/sigma-go"
	"github.com/bradleyjkemp/sigma-go/evaluator"
)

func main() {
	runtime.GOMAXPROCS(1)
	var records []map[string]interface{}
	file, err := os.Open(os.Args[1])
	check(err)
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var record map[string]interface{}
		check(json.Unmarshal(lines.Bytes(), &record))
		records = append(records, record)
	}
	check(lines.Err())
	fields := map[string]sigma.FieldMapping{}
	for _, field := range []string{"objectRef.resource", "objectRef.namespace", "objectRef.subresource", "user.username", "responseStatus.code"} {
		fields[field] = sigma.FieldMapping{TargetNames: []string{"$." + field}}
	}
	config := sigma.Config{FieldMappings: fields}
	var rules []sigma.Rule
	paths, err := filepath.Glob(filepath.Join(os.Args[2], "*.yml"))
	check(err)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		check(err)
		rule, err := sigma.ParseRule(text)
		check(err)
		rules = append(rules, rule)
	}
	bundle := evaluator.ForRules(rules, evaluator.WithConfig(config))
	pass := func() (matches int) {
		for _, record := range records {
			results, err := bundle.Matches(context.Background(), record)
			check(err)
			for _, result := range results {
				if result.Match {
					matches++
				}
			}
		}
		return matches
	}
	matches := pass()
	fmt.Printf("sigma-go, %d rules: %d matches in %d records\n", len(rules), matches, len(records))
	started, passes := time.Now(), 0
	for time.Since(started) < 10*time.Second {
		pass()
		passes++
	}
	fmt.Printf("sigma-go match, %d rules: %.0f records/s\n", len(rules), float64(passes*len(records))/time.Since(started).Seconds())
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
