/** The form's tables: grids on a wide screen, one card a row on a narrow one. And the same tables to be read. */
export const sliceStyle = `
.part{margin:2.6rem 0 0;border-top:3px solid var(--accent);padding-top:.2rem}
.part h2{margin:.7rem 0 .2rem}
.zero{margin:.5rem 0 .8rem}
table.grid{border-collapse:collapse;width:100%;margin:.4rem 0 1.2rem;table-layout:fixed;font-size:.95rem;line-height:1.45}
table.grid caption{text-align:left;font-weight:600;padding:.4rem 0}
table.grid th,table.grid td{border:1px solid var(--line);padding:.3rem .35rem;vertical-align:top}
table.grid thead th{background:#e8edf3;position:sticky;top:0;z-index:1;text-align:center;vertical-align:middle;font-weight:600}
table.grid thead tr+tr th{position:static}
table.grid tbody th{background:var(--tint);text-align:left;font-weight:400}
table.grid col.stub{width:26%}
table.grid.columns-3 col.stub,table.grid.columns-2 col.stub{width:34%}
table.grid input{width:100%;padding:.3rem .35rem;text-align:right;font-variant-numeric:tabular-nums;min-height:2.2rem}
table.grid .ly,table.grid .su{display:block;color:var(--soft);font-size:.82rem;text-align:right}
table.grid .su{color:#7a4b00}
table.grid .error{display:block;font-size:.85rem;text-align:right;line-height:1.4}
table.grid td.total{background:#eceff2;text-align:right}
table.grid td.total output{display:block;padding:.35rem;font-weight:600;font-variant-numeric:tabular-nums;min-height:2.2rem}
table.grid td.total .pending{color:var(--soft);font-weight:400;font-size:.85rem}
table.grid td.look{background:#fdf0f0}
table.grid td.returned{box-shadow:inset 0 0 0 3px #c98a00}
.cl{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.nil{display:flex;gap:.7rem;align-items:flex-start;border:1px solid var(--line);border-radius:4px;padding:.7rem .9rem;margin:1rem 0}
.nil input{width:1.35rem;height:1.35rem;margin:.25rem 0 0;flex:none;accent-color:var(--accent)}
.nil label{display:block}
.explain{border:1px solid #d9b36a;border-left:6px solid #c98a00;background:#fdf9ef;padding:.6rem 1rem;margin:1rem 0}
.explain p{margin:.25rem 0}
.finding{margin:.5rem 0}
.finding b{font-weight:600}
.finish{border-top:3px solid var(--accent);margin-top:2.5rem;padding-top:.6rem}
.compare{border-collapse:collapse;margin:.5rem 0;width:100%}
.compare th,.compare td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top;background:#fff}
.scroll{overflow-x:auto;margin:.6rem 0 1.2rem}
table.official{border-collapse:collapse;width:100%;font-size:.88rem;line-height:1.45}
table.official caption{text-align:left;color:var(--soft);padding-bottom:.3rem}
table.official th,table.official td{border:1px solid #8a8a8a;padding:.32rem .4rem}
table.official th{font-weight:600;background:var(--tint)}
table.official td{text-align:center;font-variant-numeric:tabular-nums;white-space:nowrap}
table.official th.label{text-align:left;font-weight:400}
table.official th.block{background:#e8edf3}
table.official td.blank{color:var(--bad)}
table.official td.changed{background:#fff6d6}
.official.columns-7,.official.columns-15{min-width:46rem}
.narrative{white-space:pre-line;background:var(--tint);padding:.6rem 1rem}
@media (max-width:60rem){
table.grid,table.grid tbody,table.grid tr,table.grid th,table.grid td,table.grid caption{display:block;width:auto}
table.grid thead,table.grid colgroup{display:none}
table.grid tbody tr{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.2rem,1fr));gap:.5rem .7rem;border:1px solid var(--line);border-radius:4px;padding:.6rem .7rem;margin:0 0 .8rem}
table.grid tbody th{grid-column:1/-1;border:0;background:none;font-weight:600;padding:0}
table.grid td{border:0;padding:0;display:flex!important;flex-direction:column;justify-content:flex-start}
table.grid td.total{background:#eceff2;padding:.2rem .4rem;border-radius:4px}
.cl{position:static;display:block;width:auto;height:auto;clip-path:none;white-space:normal;font-weight:400;font-size:.92rem}
table.grid input{min-height:2.75rem;text-align:left}
table.grid .ly,table.grid .su,table.grid .error,table.grid td.total{text-align:left}
table.grid td.returned{box-shadow:0 0 0 3px #c98a00;border-radius:3px}
}
@media print{.scroll{overflow:visible}.official.columns-7,.official.columns-15{min-width:0}table.official{font-size:8.5pt}}
`
