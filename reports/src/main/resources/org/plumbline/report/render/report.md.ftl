<#macro tableOf table csv>
<details><summary>${page.html(table.title())?no_esc}</summary>

|<#list table.columns() as column> ${column} |</#list>
|<#list table.columns() as column><#if table.rows()?has_content && page.numeric(table.rows()[0][column?index])>--:<#else>---</#if>|</#list>
<#list table.rows() as cells>
|<#list cells as cell> ${page.cell(cell)} |</#list>
</#list>

[CSV](${csv?no_esc})

</details>

</#macro>
<#include "summary.md.ftl">
## Claims

<#list report.claims() as row>
<#assign card = row.card() evidence = row.evidence()>
### ${row.id()}

${card.statement()}

* **${row.verdict().name()}** (expected: ${page.expected(row)}<#if page.expectedWhy(row)?has_content>, as ${page.expectedWhy(row)}</#if>). ${evidence.reason()}
<#if evidence.others()?has_content>
* Also decided on: <#list evidence.others() as other>${other.name()}: ${page.effect(other)}<#sep>; </#list>
</#if>
* Criterion: ${card.criterion()} (${card.guarantee().label()})
* Source: ${card.source().work()}, ${card.source().place()} (${card.source().provenance().name()?lower_case})
* Assumptions: <#list card.assumptions() as assumption>${assumption}<#sep>; <#else>none</#list>
* Prediction: ${card.prediction()}
* Rule (SHA-256 `${row.ruleHash()?no_esc}`): ${card.rule()}
* Negative control: ${card.negativeControl()}
<#list evidence.controls() as control>
  * ${control.description()}: <#if control.rejected()>rejected<#else>**not rejected**</#if>. ${control.detail()}
</#list>
* Power: ${evidence.power()}
* False alarms: ${row.errors()}
* Seeds: ${evidence.seeds()}
* Drawn: ${page.draws(evidence)}
<#if row.audit() == "COST-2" && report.environment().benchmarks()?has_content>
* Times: what this work takes on a machine stands in the section "Environment"; times decide no claim
</#if>
* Run again: `${row.rerun()?no_esc}`

<#list row.figures() as figure>
<#if page.has("charts/" + figure.stem() + ".png")>
![${figure.plot().title()}](charts/${figure.stem()?no_esc}.png)

[CSV](${figure.csv()?no_esc})

</#if>
</#list>
<#list row.maps() as figure>
<#if page.has("charts/" + figure.stem() + ".png")>
![${figure.map().title()}](charts/${figure.stem()?no_esc}.png)

[CSV](${figure.csv()?no_esc})

</#if>
</#list>
<#list row.sheets() as sheet>
<@tableOf sheet.table() sheet.csv()/>
</#list>
</#list>
<#if report.ledger()?has_content>
## Oracle ledger

What each method drew in the whole run; work that several claims share is counted once ([CSV](data/ledger.csv)).

| method |<#list page.draws() as kind> ${kind.label()} |</#list> N, samples |
|---|<#list page.draws() as kind>--:|</#list>--:|
<#list report.ledger() as line>
| ${line.method()} |<#list page.draws() as kind> ${page.count(line.counts().of(kind))} |</#list> ${page.count(line.counts().samples())} |
</#list>

</#if>
<#if report.methods()?has_content>
## Methods

Published sample complexities, each in both units ([CSV](data/methods.csv)).

| method | what it is | rate | oracles | lower level | source of the rate |
|---|---|---|---|---|---|
<#list report.methods() as card>
| ${card.name()} | ${card.description()} | ${page.rate(card.rate())} | ${card.oracles()} | ${card.requirement().lowerLevel().words()} | ${card.rate().source().work()}, ${card.rate().source().place()} (${card.rate().source().provenance().name()?lower_case}) |
</#list>

</#if>
<#if report.saboteurs()?has_content>
## Saboteurs

Each variant has one thing broken and is put before claims that do not know it, under their own rules, thresholds and grids. It is caught where the claim supports the sound variant and either refutes the broken one or finds that an assumption does not hold. Broken: ${page.count(report.saboteurs()?size)}; caught: ${page.count(report.saboteurs()?size - report.survivors()?size)}. The reasons are in [saboteurs.csv](data/saboteurs.csv).

| saboteur | what is broken | caught by | claim by claim: about the sound variant, about the broken one |
|---|---|---|---|
<#list report.saboteurs() as saboteur>
| ${saboteur.id()} | ${saboteur.description()} | <#if saboteur.survived()>**nobody**<#else>${saboteur.caughtBy()?join(", ")}</#if> | <#list saboteur.traps() as trap>${trap.claim()}: ${trap.sound().name()}, ${trap.broken().name()} (${trap.ending().label()})<#sep>; </#list> |
</#list>

</#if>
<#if report.gate()?has_content>
## Gate

Registered methods as they ran when that was last recorded, beside what they do now: a golden trace bit for bit, draws an iteration, samples to a target and exponents, seed by seed. Lines: ${page.count(report.gate()?size)}; not passed: ${page.count(report.regressions()?size)} ([CSV](data/gate.csv)).

| case | quantity | verdict | what moved |
|---|---|---|---|
<#list report.gate() as line>
| ${line.name()} | ${line.quantity()} | <#if line.passes()>${line.ending().name()}<#else>**${line.ending().name()}**</#if> | ${line.account()} |
</#list>

</#if>
## Environment

Only this block may differ between two runs of the same input.

| | |
|---|---|
<#list report.environment().facts() as name, value>
| ${name} | ${value} |
</#list>

<#list report.environment().benchmarks() as table>
<@tableOf table "data/" + table.name() + ".csv"/>
</#list>
