export type Department = "home" | "garden" | "clothing";

export interface Product {
  id: "bedding" | "lamp" | "stool" | "mugs" | "can" | "pot" | "jumper" | "slippers";
  department: Department;
  /** In złoty. */
  price: number;
}

export const PRODUCTS: Product[] = [
  { id: "bedding", department: "home", price: 429 },
  { id: "pot", department: "garden", price: 119.9 },
  { id: "jumper", department: "clothing", price: 289 },
  { id: "lamp", department: "home", price: 249 },
  { id: "can", department: "garden", price: 89.9 },
  { id: "slippers", department: "clothing", price: 79.9 },
  { id: "mugs", department: "home", price: 139 },
  { id: "stool", department: "home", price: 349 },
];
