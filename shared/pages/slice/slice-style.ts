/** What the pages of a unit share: parts, explanations, and a slice's tables to be read. */
export const sliceStyle = `
.part{margin:2.6rem 0 0;border-top:3px solid var(--accent);padding-top:.2rem}
.part h2{margin:.7rem 0 .2rem}
.zero{margin:.5rem 0 .8rem}
.nil{display:flex;gap:.7rem;align-items:flex-start;border:1px solid var(--line);border-radius:4px;padding:.7rem .9rem;margin:1rem 0}
.nil input{width:1.35rem;height:1.35rem;margin:.25rem 0 0;flex:none;accent-color:var(--accent)}
.nil label{display:block}
.explain{border:1px solid #d9b36a;border-left:6px solid #c98a00;background:#fdf9ef;padding:.6rem 1rem;margin:1rem 0}
.explain p{margin:.25rem 0}
.finding{margin:.5rem 0}
.finding b{font-weight:600}
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
@media print{.ask{display:none}.scroll{overflow:visible}.official.columns-7,.official.columns-15{min-width:0}table.official{font-size:8.5pt}}
`

/**
 * The form: grids on a wide screen, where the line of the grid is the border of the field; rows of fields on a narrow one; one
 * sheet of A4 on paper. Colours are written out: the browsers of IE mode know no variables.
 */
export const deskStyle = `
html{scroll-padding:72px 0 106px}
.old-browser{display:none}
@media all and (-ms-high-contrast:none),(-ms-high-contrast:active){.old-browser{display:block;border:1px solid #b67b00;background:#fdf6e6;padding:8px 14px}}
main.inner.wide{max-width:80rem}
.lead{margin:.3rem 0}
.part{margin:1.6rem 0 0;border-top:0;padding-top:0}
.contents ul{list-style:none;padding:0}
.contents nav ul{margin:.4rem 0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;font-size:.93rem;line-height:1.5}
.contents .state{color:#555b61;font-size:.88rem}
.contents .state.done{color:#1a6638}
.contents .state.bad{color:#9b1c1c}
table.grid{border-collapse:separate;border-spacing:0;width:100%;margin:.4rem 0 1rem;table-layout:fixed;font-size:14px;line-height:1.4;border-top:1px solid #858d95;border-left:1px solid #858d95}
table.grid caption{text-align:left;font-weight:600;padding:.4rem 0}
table.grid th,table.grid td{border-right:1px solid #858d95;border-bottom:1px solid #858d95;padding:3px 7px;vertical-align:middle;position:relative}
table.grid td{padding:0;height:34px}
table.grid thead th,table.grid thead td{background:#e9edf1;position:sticky;top:0;z-index:2;text-align:center;font-weight:600;height:31px;padding:2px 4px}
table.grid thead tr+tr th{top:31px;font-size:13px;padding:2px 0}
table.grid tbody th{background:#f3f5f7;text-align:left;font-weight:400;text-spacing-trim:trim-start}
table.grid tr:focus-within>th{background:#eef4fa;box-shadow:inset 3px 0 #0b4a8f}
table.grid col.stub{width:29%}
table.grid.columns-3 col.stub,table.grid.columns-2 col.stub{width:34%}
table.grid td input[type=text]{border:0;border-radius:0;background:none;width:100%;height:33px;min-height:0;padding:0 7px;text-align:right;font-size:16px;font-variant-numeric:tabular-nums}
table.grid td input:focus{outline:2px solid #b35c00;outline-offset:0;position:relative;z-index:1}
table.grid .ly{position:absolute;left:6px;top:50%;transform:translateY(-50%);color:#555b61;font-size:13px;pointer-events:none}
table.grid td.from-zero input{color:#69717a;text-decoration:underline dotted;text-underline-offset:4px}
table.grid td.from-file{background:#eef4fa linear-gradient(135deg,#0b4a8f 8px,transparent 8px) no-repeat}
.part.from-file textarea{background:#eef4fa;border-left:4px solid #0b4a8f}
.part.from-file::after{content:attr(title);color:#0b4a8f;font-size:.92rem}
form.over .parts{outline:3px dashed #0b4a8f;outline-offset:6px}
.card.file{border-left-color:#0b4a8f;font-size:1rem;scroll-margin-top:2.4rem}
.card.file thead th{white-space:nowrap}
.card.file .compare{font-size:.92rem}
.card.file .compare input{width:1.35rem;height:1.35rem}
.tools-of-form{display:flex;flex-wrap:wrap;gap:.5rem;margin:.5rem 0}
table.grid td.carried{background:#e9edf1}
table.grid td.total{background:#e9edf1;text-align:right;padding-right:7px}
table.grid td.total output{font-weight:700;font-size:16px;font-variant-numeric:tabular-nums}
table.grid td.total .pending{color:#555b61;font-weight:400;font-size:13px}
table.grid td.total .pending::before{content:"–"}
table.grid td.total .pending{font-size:0}
table.grid td.total .pending::before{font-size:14px}
.error:empty{display:none}
table.grid .error{position:absolute;left:4px;top:50%;transform:translateY(-50%);font-size:13px;line-height:1;pointer-events:none}
table.grid td.look,table.grid td.broken{background:#fdf1f1;box-shadow:inset 0 0 0 2px #9b1c1c}
table.grid td.explain{background:#fdf6e6;box-shadow:inset 0 0 0 2px #b67b00}
table.grid td.both{box-shadow:inset 0 0 0 2px #0b4a8f}
table.grid td.returned{box-shadow:inset 0 0 0 3px #b67b00}
table.grid td.look input,table.grid td.broken input,table.grid td.explain input{color:#1b1b1b}
table.grid td.unread input{color:#9b1c1c}
table.grid tfoot th{text-align:left!important}
table.grid tfoot td,table.grid tfoot th{position:sticky;bottom:64px;background:#eef7f1;font-size:13px;text-align:right;padding:0 7px;z-index:2;height:31px}
table.grid tfoot td.off{background:#9b1c1c;color:#fff;font-weight:700}
table.grid tfoot td.off a{color:#fff}
table.grid tfoot td.wait{color:#555b61;background:#f3f5f7}
.cl{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.card{border:1px solid #d3d7db;border-left:4px solid #0b4a8f;padding:.5rem .8rem;margin:.6rem 0;font-size:.92rem;line-height:1.6;background:#fff}
.card h3{margin:0 0 .2rem;font-size:.98rem}
.card p{margin:.2rem 0}
.card .buttons{margin:.4rem 0 0}
.card.off{border-left-color:#9b1c1c}
.card.why{border-left-color:#b67b00}
.bar{position:sticky;bottom:0;background:#fff;border-top:2px solid #0b4a8f;padding:.45rem 0;margin-top:1rem;z-index:4;display:flex;flex-wrap:wrap;gap:.3rem 1rem;justify-content:space-between;align-items:center}
.bar .status{margin:0;font-size:.93rem}
.bar .status span{margin-right:.8rem}
.bar #saved{color:#1a6638}
.bar #saved.waiting{color:#774700}
.bar #grey{color:#555b61}
.bar .actions{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center}
.bar button{min-height:2.7rem;padding:.3rem 1.1rem}
.bar button.small{min-height:2.2rem}
.with-desk .plain-only,html:not(.with-desk) .desk-only,[hidden]{display:none!important}
.find{margin:.3rem 0 .6rem;font-size:.9rem}
.find input{outline-offset:-2px!important;font:inherit;color:inherit;background:#fff;border:1px solid #858d95;border-radius:4px;padding:.3rem .5rem;width:100%;min-height:2.4rem}
#found{margin:.2rem 0;line-height:1.4}
#found li{margin:.3rem 0}
.signature,.fold{display:none}
.toast:empty{display:none}
.toast{margin:.3rem 0 0;flex-basis:100%;font-size:.93rem;color:#774700}
@media screen and (min-width:76rem){
.with-desk .desk{display:grid;grid-template-columns:9.5rem minmax(0,1fr) 14.5rem;gap:0 1rem;align-items:start}
.with-desk .contents{position:sticky;top:12px;max-height:calc(100vh - 90px);overflow:auto}
.with-desk .contents nav ul{flex-direction:column;gap:.5rem;font-size:.9rem}
.with-desk .contents nav li{border-left:3px solid #d3d7db;padding:.2rem 0 .2rem .6rem}
.with-desk .contents .state{display:block}
.with-desk .tools-of-form{flex-direction:column;align-items:flex-start}
.with-desk .beside{position:sticky;top:12px;max-height:calc(100vh - 90px);overflow:auto}
}
@media screen and (max-width:60rem){
table.grid,table.grid tbody,table.grid tfoot,table.grid tr,table.grid th,table.grid td,table.grid caption{display:block;width:auto;border:0}
table.grid thead,table.grid colgroup{display:none}
table.grid tbody tr{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:.4rem .55rem;border-bottom:1px solid #d3d7db;padding:.55rem 0}
table.grid tbody th{grid-column:1/-1;background:none;font-weight:600;padding:0;font-size:15px}
table.grid tr:focus-within>th{background:none;box-shadow:none}
table.grid td{height:auto;display:flex!important;flex-direction:column;justify-content:flex-end}
table.grid td:empty{display:none!important}
.cl{position:static;display:block;width:auto;height:auto;clip-path:none;overflow:visible;white-space:normal;font-weight:400;font-size:13px;color:#555b61}
table.grid td input[type=text]{height:44px;border:1px solid #858d95;border-radius:4px;font-size:18px}
table.grid td.total{background:none;text-align:right}
table.grid td.total output{padding:.55rem 7px;background:#e9edf1;border-radius:4px;min-height:44px;display:block}
table.grid .ly,table.grid .error{top:auto;bottom:22px;transform:translateY(50%)}
table.grid td.look,table.grid td.broken,table.grid td.explain,table.grid td.both,table.grid td.returned{border-radius:4px}
table.grid tfoot{display:none}
.fold{display:block;grid-column:1/-1;background:none;border:0;color:#1b1b1b;font-weight:400;text-align:left;padding:.5rem 0;min-height:44px;width:100%;line-height:1.5}
.fold::after{content:" · " attr(data-state);color:#69717a}
table.grid tbody tr{position:relative}
table.grid tr.folded:not(:focus-within){padding:0}
tr.folded:not(:focus-within)>:not(.fold-cell){position:absolute!important;width:1px!important;height:1px!important;overflow:hidden;clip-path:inset(50%)}
table.grid td.fold-cell{grid-column:1/-1}
tr:not(.folded)>.fold-cell,tr:focus-within>.fold-cell{display:none!important}
table.grid.columns-1 tbody tr{grid-template-columns:minmax(0,1fr) 64%;align-items:center}
table.grid.columns-1 tbody th{grid-column:auto}
table.grid.columns-1 tbody th~td{flex-direction:row;align-items:center}
.columns-1 label{flex:1;padding-right:.5rem;text-align:right}
.columns-1 th~td:not(.total) input,.columns-1 th~td output{flex:none;width:7rem!important}
.columns-1 th~td .ly,.columns-1 th~td .error{left:calc(100% - 7rem + 6px)!important}
table.one-total tbody th{grid-column:1/3}
table.one-total tbody td.total{grid-row:1;grid-column:3;flex-direction:row;align-items:baseline;gap:.5rem}
table.one-total tbody td.total output{background:none;padding:0 7px;min-height:0}
table.grid tr.sums{grid-template-columns:repeat(4,minmax(0,1fr))}
table.grid tr.sums th,table.grid tr.sums td.total{grid-column:auto;grid-row:auto;flex-direction:column;align-items:stretch}
table.grid tr.sums th{grid-column:1/-1}
table.grid tr.sums output{background:none;padding:0;min-height:0}
@supports (field-sizing:content){.words textarea{field-sizing:content;min-height:7rem}}
.with-desk .contents{display:contents}
.with-desk .contents nav{position:sticky;top:0;background:#fff;z-index:3;border-bottom:1px solid #d3d7db}
.with-desk .contents nav ul{flex-wrap:nowrap;overflow:hidden;justify-content:space-between;gap:.4rem;font-size:13px}
.with-desk .contents nav .is-narrative{display:none}
.with-desk .contents nav li{flex:1;text-align:center;min-width:0}
.with-desk .contents nav a{display:block;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;padding-top:.4rem}
.with-desk .bar #undo,.with-desk .bar #review.later,.with-desk .bar #grey{display:none}
.bar{padding:.4rem 0}
}
@media screen and (min-width:60.01rem){.fold-cell{display:none!important}}
@media print{
form#slice{display:block!important}
@page{size:A4 portrait;margin:9mm 12mm}
main{padding-top:0!important}
.parts{display:flex;flex-direction:column}
.part.words{order:2}
.signature{order:1}
.contents,.tools-of-form,.beside,.bar,.zero,.nil,.notice,.lead,.context,.explain,.card,.hint,.fold-cell,#problems{display:none!important}
h1{font-size:15pt;margin:0}
.part{margin:1mm 0 0}
.part h2{font-size:10pt;line-height:1.2;margin:.6mm 0}
table.grid{font-size:7.5pt;line-height:1.15;margin:0}
table.grid caption{padding:.3mm 0;font-size:8pt;line-height:1.2}
table.grid th,table.grid td,table.grid thead th,table.grid thead td{position:static;height:18px;padding:0 3px}
table.grid thead tr+tr th{font-size:7.5pt}
table.grid td input[type=text]{height:17px;font-size:8.5pt;padding:0 3px}
table.grid td.total output{font-size:8.5pt}
table.grid .ly{font-size:6.5pt}
table.grid td{position:relative}
table.grid thead{display:table-row-group}
table.grid tfoot{display:table-row-group}
table.grid tfoot td,table.grid tfoot th{position:static;font-size:7pt;height:19px}
table.grid td.look,table.grid td.broken,table.grid td.explain,table.grid td.both,table.grid td.returned{box-shadow:none;background:none}
textarea{border:1px solid #858d95;min-height:6cm;field-sizing:content;font-size:9.5pt}
.signature{display:block;margin:3mm 0 0;break-after:page}
.print-blank table.grid input,.print-blank table.grid output,.print-blank table.grid tfoot td,.print-blank textarea{color:transparent!important}
}
`
