package bench

import "math/rand/v2"

func pick(rng *rand.Rand, words []string) string { return words[rng.IntN(len(words))] }

var (
	appNames     = []string{"intranet", "shop", "portal", "crm", "helpdesk", "library", "fleet"}
	sectionNames = []string{"admin", "orders", "customers", "reports", "news", "search", "staff", "stock", "events", "forms", "lists", "setup"}
	libNames     = []string{"adovbs", "conn", "functions", "header", "footer", "security", "dates", "forms", "grid", "strings"}
	verbs        = []string{"list", "edit", "view", "add", "delete", "export", "print", "search", "save", "import"}
	nouns        = []string{"Order", "Customer", "Invoice", "Product", "Booking", "Ticket", "Employee", "Address", "Article", "Vendor", "Message", "Account"}
	columns      = []string{"ID", "Name", "Price", "Status", "Created", "Owner", "City", "Phone", "EMail", "Amount", "Remark", "Category"}

	latinWords    = []string{"the", "order", "was", "shipped", "Käufer", "Größe", "façade", "señor", "naïve", "customer", "please", "choose", "your", "Übersicht", "prix", "total", "date", "of", "delivery", "and"}
	cyrillicWords = []string{"заказ", "клиент", "цена", "дата", "список", "поиск", "новый", "адрес"}
	chineseWords  = []string{"订单", "客户", "价格", "日期", "搜索", "新闻", "地址", "商品"}
	japaneseWords = []string{"注文", "顧客", "価格", "日付", "検索", "表示", "ソート", "一覧", "住所", "商品"}
)

func sentence(rng *rand.Rand, words []string, n int) string {
	text := make([]byte, 0, n*8)
	for i := range n {
		if i > 0 {
			text = append(text, ' ')
		}
		text = append(text, pick(rng, words)...)
	}
	return string(text)
}
